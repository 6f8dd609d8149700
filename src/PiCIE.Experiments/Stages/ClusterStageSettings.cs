using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Stages;

/// <summary>
/// The settings of a cluster stage. Inputs: <see cref="InputRoles.Weights"/> (file) and, where nothing was trained, <see cref="InputRoles.Head"/>,
/// <see cref="InputRoles.EvaluationPack"/> (file, of the split that is clustered). Output files: <see cref="ArtifactFiles.Repeat"/> for
/// each repeat: <c>centroids</c> [K, D] and the batch-norm statistics of that moment under the authors' names. The whole record is key
/// material but for <see cref="Backbone"/>, which the weights hold.
/// </summary>
public sealed record ClusterStageSettings
{
    /// <summary>The network that the weights belong to.</summary>
    public required BackboneSettings Backbone { get; init; }

    /// <summary>Seed of the repeats: repeat r draws from (seed, r).</summary>
    public required long Seed { get; init; }

    /// <summary>Number of clusters.</summary>
    public required int K { get; init; }

    /// <summary>Number of clusterings.</summary>
    public required int Repeats { get; init; }

    /// <summary>Settings of the k-means.</summary>
    public required KMeansSettings Kmeans { get; init; }

    /// <summary>The switches that clustering reads.</summary>
    public required ClusterSwitches Switches { get; init; }
}
