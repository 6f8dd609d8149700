namespace PiCIE.Segmentation.Optimizers;

/// <summary>Holds the settings of the optimiser (science.md 1.4.5).</summary>
public sealed record OptimizerOptions
{
    /// <summary>Kind of the optimiser.</summary>
    public OptimizerKind Kind { get; init; } = OptimizerKind.Adam;

    /// <summary>Learning rate at the start.</summary>
    public double LearningRate { get; init; } = 1e-4;

    /// <summary>Weight decay, added to the gradient as λ·p.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Momentum of SGD.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Whether Adam honours <see cref="WeightDecay"/> (switch <c>weightDecayAdam</c>); as released it does not.</summary>
    public bool AdamHonoursWeightDecay { get; init; }

    /// <summary>Change of the learning rate over the epochs (switch <c>lrSchedule</c>).</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>Gives the learning rate of an epoch.</summary>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    /// <exception cref="InvalidOperationException"><see cref="Schedule"/> is no schedule.</exception>
    public double LearningRateAt(int epoch) => Schedule switch
    {
        LearningRateSchedule.Constant => LearningRate,
        LearningRateSchedule.Step => LearningRate * Math.Pow(0.1, epoch / 20),
        _ => throw new InvalidOperationException($"{Schedule} is no schedule of the learning rate."),
    };
}
