using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Tools;

/// <summary>
/// The settings of an export, which puts all that segments a photograph into one file for other programs. Inputs: <c>weights</c> and
/// <c>centroids</c>, as of <see cref="PredictToolSettings"/>. Output file: <see cref="FileName"/>; docs/model-export.md describes it.
/// </summary>
public sealed record ModelExportToolSettings
{
    /// <summary>Name of the output file.</summary>
    public const string FileName = "model.safetensors";

    /// <summary>Name of the format, which the file's texts hold under <see cref="FormatKey"/>.</summary>
    public const string Format = "picie-model/1";

    /// <summary>Key of the format among the file's texts.</summary>
    public const string FormatKey = "format";

    /// <summary>Id of the run, for the file's texts.</summary>
    public required Guid Run { get; init; }

    /// <summary>Name of the run, for the file's texts.</summary>
    public required string RunName { get; init; }

    /// <summary>Short side in pixels at which the network sees a photograph.</summary>
    public required int Resolution { get; init; }

    /// <summary>Score by which a pixel goes to a cluster.</summary>
    public required EvalScore EvalScore { get; init; }

    /// <summary>Task whose classes are named in the file.</summary>
    public required SegmentationTask Task { get; init; }

    /// <summary>Class id of each cluster, −1 for a cluster without a class; null where clusters stay clusters.</summary>
    public IReadOnlyList<int>? ClusterClasses { get; init; }
}
