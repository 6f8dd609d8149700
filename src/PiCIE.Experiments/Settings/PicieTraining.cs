using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>The settings of the training of method picie (science.md 1.4). The defaults are those of the published COCO runs.</summary>
public sealed record PicieTraining : MethodTraining
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Method Method => Method.Picie;

    /// <summary>Number of epochs, at least 1.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Photographs in a training step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Learning rate, above 0.</summary>
    public double LearningRate { get; init; } = 1e-4;

    /// <summary>Weight decay, at least 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Momentum of sgd, at least 0 and below 1.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Optimiser of the training.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Adam;

    /// <summary>Number of clusters, 2 to 10,000; null until known, then the number of classes of the task unless the spec sets one.</summary>
    public int? K { get; init; }

    /// <summary>Settings of the clustering of each epoch.</summary>
    public KMeansSettings Kmeans { get; init; } = new();

    /// <summary>Settings of the photometric change of views.</summary>
    public PhotometricSettings Photometric { get; init; } = new();

    /// <summary>Settings of the geometric change of views.</summary>
    public GeometricSettings Geometric { get; init; } = new();

    /// <summary>Losses that are summed.</summary>
    public LossSettings Loss { get; init; } = new();

    /// <summary>Says when pseudo-labels are computed.</summary>
    public PseudoLabelMode Labels { get; init; } = PseudoLabelMode.Stored;

    /// <summary>Epochs, counted from 0 and ascending, whose weights and centroids stay as artifacts.</summary>
    public IReadOnlyList<int> KeepEpochs { get; init; } = [];
}
