namespace PiCIE.Segmentation.Optimizers;

/// <summary>Says how the learning rate changes over the epochs (science.md 1.5, row 21).</summary>
public enum LearningRateSchedule
{
    /// <summary>It does not change.</summary>
    Constant,

    /// <summary>It falls to a tenth after every 20 epochs.</summary>
    Step,
}
