using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;

namespace PiCIE.Pipeline.StageProcesses;

/// <summary>Says how a stage process ended.</summary>
internal abstract record StageEnding
{
    /// <summary>The process did its work.</summary>
    /// <param name="Result">Its last line.</param>
    public sealed record Succeeded(StageResult Result) : StageEnding;

    /// <summary>The process could not do its work.</summary>
    /// <param name="Failure">The cause.</param>
    public sealed record Failed(Failure Failure) : StageEnding;

    /// <summary>The process was asked to stop and did.</summary>
    public sealed record Interrupted : StageEnding;
}
