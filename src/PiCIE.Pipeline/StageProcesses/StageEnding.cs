using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;

namespace PiCIE.Pipeline.StageProcesses;

/// <summary>How a stage process ended.</summary>
internal abstract record StageEnding
{
    /// <summary>It did its work.</summary>
    /// <param name="Result">Its last line.</param>
    public sealed record Succeeded(StageResult Result) : StageEnding;

    /// <summary>It could not.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(Failure Failure) : StageEnding;

    /// <summary>It was asked to stop and did.</summary>
    public sealed record Interrupted : StageEnding;
}
