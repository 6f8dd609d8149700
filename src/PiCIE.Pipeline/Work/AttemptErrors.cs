using System.Text.Json;
using PiCIE.Evaluation;
using PiCIE.Experiments.Failures;
using PiCIE.Storage.Artifacts;

namespace PiCIE.Pipeline.Work;

/// <summary>Turns what goes wrong around a stage process into a failure of the attempt.</summary>
internal static class AttemptErrors
{
    /// <summary>Returns the failure; null where the error is not one of the attempt.</summary>
    public static Failure? Of(Exception exception) => exception switch
    {
        TaskInputException input => new(FailureKind.Input, input.Message, input.Hint, null),
        ArtifactException broken => new(FailureKind.Crash, broken.Message, "The same command tries again.", null),
        JsonException unread => new(
            FailureKind.Crash, $"The stage process reported something that is not what its kind reports: {unread.Message}",
            "Build the stage program again: dotnet build -c Release src/PiCIE.Stages", null),
        IOException disk => new(
            FailureKind.Resource, $"The disk gave an error: {disk.Message}",
            FailureHints.Disk(), null),
        UnauthorizedAccessException denied => new(
            FailureKind.Resource, denied.Message, "Make PICIE_HOME writable and run the same command again.", null),
        _ => null,
    };
}
