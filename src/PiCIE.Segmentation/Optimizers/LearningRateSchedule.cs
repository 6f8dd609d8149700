namespace PiCIE.Segmentation.Optimizers;

/// <summary>How the learning rate changes over the epochs (science.md 1.5, row 21).</summary>
public enum LearningRateSchedule
{
    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>A tenth after every 20 epochs.</summary>
    Step,
}
