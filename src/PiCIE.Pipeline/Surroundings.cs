using System.Globalization;
using PiCIE.Experiments.Failures;

namespace PiCIE.Pipeline;

/// <summary>
/// Recognises that disk, store or database refuse service for now. Such an error says nothing about the work itself: what is finished is
/// kept, and the same step is tried again.
/// </summary>
internal static class Surroundings
{
    /// <summary>Returns the trouble in words of a person; null where the error is of another kind.</summary>
    /// <param name="error">The exception that was thrown.</param>
    /// <param name="home">The home whose database it is.</param>
    /// <param name="place">The folder or file that was being written.</param>
    public static SurroundingsTrouble? TroubleOf(Exception error, PicieHome home, string place) => error switch
    {
        IOException full when DiskErrors.IsFull(full) => new(
            $"The disk of {place} is full ({FreeOf(place)} free).", FailureHints.WhileItWaits(FailureHints.Disk(place)), place),
        IOException or UnauthorizedAccessException => new(
            $"{place} cannot be written: {error.Message}", "Make it writable, or mount it again.", place),
        _ when StorageErrors.IsPassing(error) && StorageErrors.Of(error, home) is { } refused => new(refused.Message, FailureHints.WhileItWaits(refused.Hint!), Place: null),
        _ => null,
    };

    private static string FreeOf(string place)
    {
        try
        {
            return string.Create(CultureInfo.InvariantCulture, $"{new DriveInfo(place).AvailableFreeSpace / (double)(1L << 20):0.0} MiB");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "nothing";
        }
    }
}

/// <summary>Trouble with disk, store or database.</summary>
/// <param name="Sentence">A sentence that says what refuses service, and how.</param>
/// <param name="Hint">A sentence that says what a person can do about it.</param>
/// <param name="Place">The folder or file that cannot be written; null where it is the database.</param>
internal sealed record SurroundingsTrouble(string Sentence, string Hint, string? Place);
