using System.Text.Json;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Plans;

/// <summary>One stage of a plan, shared by all runs whose stage has this key.</summary>
public sealed record PlannedStage
{
    /// <summary>Kind of the stage, one of the four steps.</summary>
    public required StageKind Kind { get; init; }

    /// <summary>The stage key: SHA-256 in lower-case hexadecimal.</summary>
    public required string Key { get; init; }

    /// <summary>Version of the kind that the key was made with.</summary>
    public required int Version { get; init; }

    /// <summary>The settings record of the kind, as the stage process reads it.</summary>
    public required JsonElement Settings { get; init; }

    /// <summary>The inputs, by role.</summary>
    public required IReadOnlyList<PlannedInput> Inputs { get; init; }

    /// <summary>Title for people ("train · camvid-picie · seed 3").</summary>
    public required string Title { get; init; }

    /// <summary>Device: auto, cpu, cuda or cuda:N; preprocess always has cpu. It enters no key.</summary>
    public required string Device { get; init; }

    /// <summary>Threads inside an operation; null leaves it to the machine. It enters no key.</summary>
    public int? Threads { get; init; }

    /// <summary>Photographs a batch in evaluate; null leaves it to memory. It enters no key.</summary>
    public int? BatchSize { get; init; }

    /// <summary>How much it has to do, for the time and the disk that are expected of it; null where that is not known. It enters no key.</summary>
    public StageExtent? Extent { get; init; }

    /// <summary>Queue of a stage whose device is not chosen otherwise: <c>train-cpu</c>, <c>train-gpu</c>, …; <c>preprocess</c>.</summary>
    public string Queue => Kind == StageKind.Preprocess
        ? "preprocess"
        : $"{Kind.Word()}-{(Device.StartsWith("cuda", StringComparison.Ordinal) ? "gpu" : "cpu")}";
}
