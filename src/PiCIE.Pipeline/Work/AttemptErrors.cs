using System.Text.Json;
using PiCIE.Evaluation;
using PiCIE.Experiments.Failures;
using PiCIE.Storage.Artifacts;

namespace PiCIE.Pipeline.Work;

/// <summary>Turns what goes wrong around a stage process into a failure of the attempt.</summary>
internal static class AttemptErrors
{
    /// <summary>Returns the failure; null where the error is not one of the attempt.</summary>
    /// <param name="exception">The error.</param>
    /// <param name="place">Folder that was read or written.</param>
    public static Failure? Of(Exception exception, string place = Failure.InScratch) => exception switch
    {
        TaskInputException input => new(FailureKind.Input, input.Message, input.Hint),
        ArtifactException broken => new(FailureKind.Crash, broken.Message, "The same command tries again."),
        JsonException unread => new(
            FailureKind.Crash, $"The stage process reported something that is not what its kind reports: {unread.Message}",
            "Build the stage program again: dotnet build -c Release src/PiCIE.Stages"),
        IOException full when DiskErrors.IsFull(full) => new(FailureKind.Environment, $"The disk is full: {full.Message}", FailureHints.Disk(), Place: place),
        IOException disk => new(FailureKind.Environment, $"The disk gave an error: {disk.Message}", FailureHints.Mount, Place: place),
        UnauthorizedAccessException denied => new(FailureKind.Environment, denied.Message, "Make PICIE_HOME writable and run the same command again.", Place: place),
        _ => null,
    };
}
