using PiCIE.Experiments.Failures;
using PiCIE.Experiments.States;

namespace PiCIE.Storage.Stages;

/// <summary>One try at a stage.</summary>
public sealed class Attempt
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>Id of the stage.</summary>
    public Guid StageId { get; init; }

    /// <summary>Number from 1 within the stage, the fencing token.</summary>
    public int Number { get; init; }

    /// <summary>Host and process of the worker.</summary>
    public required string Worker { get; init; }

    /// <summary>Process number of the stage process, or null.</summary>
    public int? Pid { get; set; }

    /// <summary>Time when that process started, or null. It tells the process from a later one with the same number.</summary>
    public DateTimeOffset? ProcessStartedAt { get; set; }

    /// <summary>Threads inside an operation.</summary>
    public int Threads { get; set; }

    /// <summary>Photographs in the network at once, where the spec says it; null leaves it to memory.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Name of the device.</summary>
    public required string Device { get; init; }

    /// <summary>Seconds for which it held the device; null while it goes on, and where that is not measured.</summary>
    public double? DeviceSeconds { get; set; }

    /// <summary>Processor model and features, or null.</summary>
    public string? Processor { get; set; }

    /// <summary>The program that works, with its version.</summary>
    public required string Program { get; init; }

    /// <summary>Most memory that its stage process held at once, in bytes; null while it goes on, and where it could not tell.</summary>
    public long? PeakMemoryBytes { get; set; }

    /// <summary>Number of the attempt whose checkpoint it went on from, or null.</summary>
    public int? ResumedFromAttempt { get; set; }

    /// <summary>Number of the last batch of points before that checkpoint, or null.</summary>
    public long? ResumedFromBatch { get; set; }

    /// <summary>The home that keeps its complete result although it was not committed, or null.</summary>
    public string? KeptHome { get; set; }

    /// <summary>Path of its log, relative to the folder of logs.</summary>
    public string? Log { get; init; }

    /// <summary>Time when it started.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Time of its last heartbeat.</summary>
    public DateTimeOffset HeartbeatAt { get; set; }

    /// <summary>Time when it ended; null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Outcome of the attempt; null while it goes on.</summary>
    public AttemptOutcome? Outcome { get; set; }

    /// <summary>Kind of its failure, or null.</summary>
    public FailureKind? FailureKind { get; set; }

    /// <summary>A sentence for people that says why it failed, or null.</summary>
    public string? Sentence { get; set; }

    /// <summary>A sentence for people that says what to do next, or null.</summary>
    public string? Hint { get; set; }

    /// <summary>Further lines about the failure, or null.</summary>
    public string? Detail { get; set; }

    /// <summary>Writes how the attempt ended.</summary>
    /// <param name="now">The time.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="failure">The failure, where it failed or was lost; else null.</param>
    /// <returns>How long it took, in seconds.</returns>
    public double End(DateTimeOffset now, AttemptOutcome outcome, Failure? failure)
    {
        (EndedAt, Outcome) = (now, outcome);
        (FailureKind, Sentence, Hint, Detail) = (failure?.Kind, failure?.Sentence, failure?.Hint, failure?.Detail);
        return (now - StartedAt).TotalSeconds;
    }
}
