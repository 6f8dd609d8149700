using System.Runtime.InteropServices;
using PiCIE.Evaluation;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Failures;
using PiCIE.Segmentation;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.Native;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Stages.Failures;

/// <summary>Turns an exception into the one failure line of an attempt. The kind of the failure decides whether the stage is tried again.</summary>
internal static class FailureClassifier
{
    /// <summary>Returns the failure that an exception stands for.</summary>
    public static Failure Describe(Exception error) => error switch
    {
        StageInputException input => new(FailureKind.Input, input.Message, input.Hint),
        MissingInputException missing => new(FailureKind.Environment, missing.Message, FailureHints.Mount, Place: missing.Path),
        TaskInputException task => new(FailureKind.Input, task.Message, task.Hint),
        InvalidTextException text => new(FailureKind.Input, text.Message),
        // Work on several threads wraps what one of them met.
        AggregateException { InnerExceptions: [Exception first, ..] } => Describe(first),
        ImageException or WeightsException or UnfitSettingException or FeaturesNotFiniteException => new(FailureKind.Input, error.Message),
        TrainingDivergedException diverged => new(FailureKind.Input, diverged.Message, "Lower train.learningRate, or start from other weights."),
        NativeLibraryException library => new(FailureKind.Environment, library.Message, "Run 'picie doctor' to see what this machine lacks.", library.ToString()),
        OutOfMemoryException or ExternalException when IsOutOfMemory(error) => new(
            FailureKind.Resource, "The memory of this machine is not enough for this stage.", FailureHints.Memory, error.ToString()),
        IOException io when DiskErrors.IsFull(io) => new(
            FailureKind.Environment, $"The disk is full: {io.Message}", FailureHints.Disk(), io.ToString(), Failure.InScratch),
        IOException io when DiskErrors.IsOutOfService(io) => new(
            FailureKind.Environment, $"A disk or mount gives no service: {io.Message}", FailureHints.Mount, io.ToString(), Failure.InScratch),
        UnauthorizedAccessException => new(FailureKind.Input, error.Message, "Give this user the right to read it.", null),
        FileNotFoundException or DirectoryNotFoundException => new(FailureKind.Input, error.Message, null, error.ToString()),
        _ => new(FailureKind.Crash, $"The stage ended on an error that is no one's input: {FirstLine(error)}", "Please report it with the log of the attempt.", error.ToString()),
    };

    private static bool IsOutOfMemory(Exception error) =>
        error is OutOfMemoryException
        || error.Message.Contains("can't allocate memory", StringComparison.OrdinalIgnoreCase)
        || error.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase);

    private static string FirstLine(Exception error) => error.Message.Split('\n')[0].TrimEnd();
}
