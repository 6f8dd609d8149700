namespace PiCIE.Pipeline.Documents;

/// <summary>One stage of a run.</summary>
/// <param name="Kind">preprocess, train, cluster or evaluate.</param>
/// <param name="Key">The stage key.</param>
/// <param name="Status">blocked, ready, running, done, failed or canceled.</param>
/// <param name="Reused">Whether it was done before this run wanted it.</param>
/// <param name="Attempts">Number of attempts so far.</param>
/// <param name="Seconds">Duration of the attempt that counts (else of the last one), in seconds; null before the first.</param>
/// <param name="Split">The list of photographs that it prepares; null for the other kinds.</param>
/// <param name="Failure">Why it failed, or null.</param>
public sealed record StageDocument(
    string Kind, string Key, string Status, bool Reused, int Attempts, double? Seconds, string? Split = null, FailureDocument? Failure = null);

/// <summary>Why a stage failed.</summary>
/// <param name="Kind">input, resource, transient, crash or lost.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="Hint">What to do next, or null.</param>
/// <param name="Log">Path of the log of the attempt, or null.</param>
public sealed record FailureDocument(string Kind, string Message, string? Hint, string? Log);
