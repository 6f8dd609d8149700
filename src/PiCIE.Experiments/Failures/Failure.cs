namespace PiCIE.Experiments.Failures;

/// <summary>Says why an attempt or a tool failed. This one record goes the whole way from the stage process through the database to the person.</summary>
/// <param name="Kind">Kind of the failure, which decides whether and how often the stage is tried again.</param>
/// <param name="Sentence">The cause in one sentence, for people.</param>
/// <param name="Hint">A sentence that says what the person can do about it; null where nothing helps.</param>
/// <param name="Detail">Further lines, such as a stack trace; null for none.</param>
/// <param name="Place">
/// Of a failure of the surroundings, the folder or file that failed; <see cref="InScratch"/> for the attempt's own folder, null for the stage program with its libraries.
/// </param>
public sealed record Failure(FailureKind Kind, string Sentence, string? Hint = null, string? Detail = null, string? Place = null)
{
    /// <summary>Stands for the folder of the attempt, whose path on the worker a stage process need not know.</summary>
    public const string InScratch = "scratch";
}
