using System.Diagnostics;
using PiCIE.Pipeline;

namespace PiCIE.Cli.CommandLine;

/// <summary>Maps the kind of a problem to an exit status.</summary>
internal static class ExitStatuses
{
    /// <summary>Returns the exit status that an error of this kind leads to.</summary>
    /// <param name="kind">The kind.</param>
    public static ExitStatus Of(ProblemKind kind) => kind switch
    {
        ProblemKind.Input or ProblemKind.Forbidden => ExitStatus.Input,
        ProblemKind.Environment => ExitStatus.Environment,
        ProblemKind.NotFound => ExitStatus.NotFound,
        ProblemKind.Conflict => ExitStatus.Conflict,
        ProblemKind.Interrupted => ExitStatus.Interrupted,
        _ => throw new UnreachableException($"No exit status for {kind}."),
    };
}
