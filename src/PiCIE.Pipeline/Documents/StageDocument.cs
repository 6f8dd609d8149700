using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;

namespace PiCIE.Pipeline.Documents;

/// <summary>One stage of a run, with the attempt that counts.</summary>
/// <param name="Kind">Kind of the stage.</param>
/// <param name="Key">The stage key.</param>
/// <param name="Status">State of the stage.</param>
/// <param name="Reused">Whether it was done before this run wanted it.</param>
/// <param name="Attempts">Number of attempts so far.</param>
/// <param name="Seconds">Duration of the attempt that counts (else of the last one), in seconds; null before the first has ended.</param>
/// <param name="Split">The split that it prepares; null for the other kinds.</param>
/// <param name="Failure">Its failure, or null.</param>
/// <param name="Version">Version of the code of this kind of stage; it enters the key.</param>
/// <param name="Started">Time when that attempt started (UTC); null before the first.</param>
/// <param name="Ended">Time when that attempt ended (UTC); null while it goes on.</param>
/// <param name="Worker">Machine and process that worked on it; null before the first attempt.</param>
/// <param name="Device">The device; null before the first attempt.</param>
/// <param name="Threads">Threads inside an operation; null before the first attempt.</param>
/// <param name="Program">The program that worked on it, with its version; null before the first attempt.</param>
/// <param name="PeakMemoryBytes">Most memory that its process held at once, in bytes; null until it is done.</param>
public sealed record StageDocument(
    StageKind Kind,
    string Key,
    StageState Status,
    bool Reused,
    int Attempts,
    double? Seconds,
    string? Split = null,
    FailureDocument? Failure = null,
    int? Version = null,
    DateTimeOffset? Started = null,
    DateTimeOffset? Ended = null,
    string? Worker = null,
    string? Device = null,
    int? Threads = null,
    string? Program = null,
    long? PeakMemoryBytes = null);

/// <summary>The failure of a stage.</summary>
/// <param name="Kind">Kind of the failure.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="Hint">A sentence that says what to do next, or null.</param>
/// <param name="Log">Path of the log of the attempt, with a team also whose; or null.</param>
/// <param name="Quarantined">Whether the stage is put aside because its attempts took their processes down until no try was left.</param>
public sealed record FailureDocument(FailureKind Kind, string Message, string? Hint, string? Log, bool Quarantined);
