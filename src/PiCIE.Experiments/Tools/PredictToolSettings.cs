using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Tools;

/// <summary>
/// The settings of a prediction, which segments photographs that need not belong to any data set. Inputs: <c>weights</c> (the network of a
/// run) and <c>centroids</c> (its repeat 1: centroids and the batch-norm statistics of that moment). Each photograph is brought to short
/// side <see cref="Resolution"/> without a crop, the scores are brought to its own size, and the best one counts. Output files, one of each
/// a photograph: <c>masks/NAME.png</c> (grey ids, 8 bits, or 16 where an id exceeds 254) and <c>overlays/NAME.png</c> (colour), both at the
/// photograph's own size and upright; progress counts photographs. A photograph that cannot be read is a row of the output and no failure.
/// </summary>
public sealed record PredictToolSettings
{
    /// <summary>Folder of the masks among the output files.</summary>
    public const string MasksFolder = "masks";

    /// <summary>Folder of the overlays among the output files.</summary>
    public const string OverlaysFolder = "overlays";

    /// <summary>Photographs to segment, each with the name of its outputs.</summary>
    public required IReadOnlyList<PredictedPhotograph> Photographs { get; init; }

    /// <summary>Short side in pixels at which the network sees a photograph.</summary>
    public required int Resolution { get; init; }

    /// <summary>Score by which a pixel goes to a cluster.</summary>
    public required EvalScore EvalScore { get; init; }

    /// <summary>Task whose classes give names and colours; null where there are none.</summary>
    public SegmentationTask? Task { get; init; }

    /// <summary>
    /// Class id of each cluster, −1 for a cluster without a class; null where clusters stay clusters. Where it is set, masks hold class
    /// ids, and the highest value of the file (255 or 65535) where a cluster has no class; otherwise they hold cluster ids.
    /// </summary>
    public IReadOnlyList<int>? ClusterClasses { get; init; }
}
