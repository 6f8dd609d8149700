using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Stages;

/// <summary>
/// What a train stage does. Inputs: <c>basePack</c> (file; absent for frozen), <c>weights</c> (file; absent for a random start).
/// Output files: <c>weights.safetensors</c>; for picie also <c>centroids.safetensors</c> (view1, view2), <c>curve.json</c> and for
/// each kept epoch <c>epoch-N/weights.safetensors</c> and <c>epoch-N/centroids.safetensors</c>. The whole record is key material,
/// so what frozen does not read is null.
/// </summary>
public sealed record TrainStageSettings
{
    /// <summary>The method.</summary>
    public required Method Method { get; init; }

    /// <summary>Seed of the network and of everything drawn in the training.</summary>
    public required long Seed { get; init; }

    /// <summary>The network.</summary>
    public required BackboneSettings Backbone { get; init; }

    /// <summary>What the network starts from; random where backbone.weights is none.</summary>
    public required TrainStart Start { get; init; }

    /// <summary>Side of a training view in pixels.</summary>
    public int? Resolution { get; init; }

    /// <summary>Number of clusters.</summary>
    public int? K { get; init; }

    /// <summary>Number of epochs.</summary>
    public int? Epochs { get; init; }

    /// <summary>Photographs a training step.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Learning rate.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Weight decay.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>Momentum (read by sgd).</summary>
    public double? Momentum { get; init; }

    /// <summary>The optimiser.</summary>
    public OptimizerKind? Optimizer { get; init; }

    /// <summary>Clustering of the epochs.</summary>
    public KMeansSettings? Kmeans { get; init; }

    /// <summary>Photometric change of views.</summary>
    public PhotometricSettings? Photometric { get; init; }

    /// <summary>Geometric change of views.</summary>
    public GeometricSettings? Geometric { get; init; }

    /// <summary>The losses.</summary>
    public LossSettings? Loss { get; init; }

    /// <summary>When pseudo-labels are computed.</summary>
    public PseudoLabelMode? Labels { get; init; }

    /// <summary>Epochs, counted from 0, whose weights and centroids are written.</summary>
    public IReadOnlyList<int>? KeepEpochs { get; init; }

    /// <summary>The switches that training reads.</summary>
    public TrainSwitches? Switches { get; init; }
}
