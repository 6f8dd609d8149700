using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Settings;

namespace PiCIE.Pipeline.Predictions;

/// <summary>The files and settings with which a run segments photographs.</summary>
public sealed record DescribedPredictor
{
    /// <summary>Id of the run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>Name of the run.</summary>
    public required string RunName { get; init; }

    /// <summary>Absolute paths of its network and of the centroids and batch-norm statistics of its repeat 1, by their roles in an order.</summary>
    public required IReadOnlyDictionary<string, string> Inputs { get; init; }

    /// <summary>Short side in pixels at which the network sees photographs.</summary>
    public required int Resolution { get; init; }

    /// <summary>Score by which a pixel goes to a cluster.</summary>
    public required EvalScore EvalScore { get; init; }

    /// <summary>The task of the run.</summary>
    public required SegmentationTask Task { get; init; }

    /// <summary>Class id of each cluster by the matching of repeat 1 on the first evaluated split, −1 for none; null without labels.</summary>
    public IReadOnlyList<int>? ClusterClasses { get; init; }
}
