using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;

namespace PiCIE.Storage.Stages;

/// <summary>One try at a stage.</summary>
public sealed class Attempt
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>The stage.</summary>
    public Guid StageId { get; init; }

    /// <summary>Counted from 1 within the stage: the fencing token.</summary>
    public int Number { get; init; }

    /// <summary>Who works: host and process.</summary>
    public required string Worker { get; init; }

    /// <summary>Process number of the stage process, or null.</summary>
    public int? Pid { get; set; }

    /// <summary>When that process started, so that a number that was given again is seen; or null.</summary>
    public DateTimeOffset? ProcessStartedAt { get; set; }

    /// <summary>Threads inside an operation.</summary>
    public int Threads { get; init; }

    /// <summary>Photographs in the network at once, where the spec says it; else null: by memory.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The device.</summary>
    public required string Device { get; init; }

    /// <summary>How long it held the device, in seconds; null while it goes on, and where that is not measured.</summary>
    public double? DeviceSeconds { get; set; }

    /// <summary>Processor model and features, or null.</summary>
    public string? Processor { get; set; }

    /// <summary>The program that works, with its version.</summary>
    public required string Program { get; init; }

    /// <summary>Most memory that its stage process held at once, in bytes; null while it goes on, and where it could not tell.</summary>
    public long? PeakMemoryBytes { get; set; }

    /// <summary>The attempt whose checkpoint it went on from, or null.</summary>
    public int? ResumedFromAttempt { get; set; }

    /// <summary>Number of the last batch of points before that checkpoint, or null.</summary>
    public long? ResumedFromBatch { get; set; }

    /// <summary>Id of the home that keeps its complete result although it was not committed, or null.</summary>
    public string? KeptHome { get; set; }

    /// <summary>Its log, relative to the folder of logs.</summary>
    public string? Log { get; init; }

    /// <summary>When it started.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Last heartbeat.</summary>
    public DateTimeOffset HeartbeatAt { get; set; }

    /// <summary>When it ended; null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How it ended; null while it goes on.</summary>
    public AttemptOutcome? Outcome { get; set; }

    /// <summary>Kind of its failure, or null.</summary>
    public FailureKind? FailureKind { get; set; }

    /// <summary>Why it failed, for people; or null.</summary>
    public string? Sentence { get; set; }

    /// <summary>What to do next, or null.</summary>
    public string? Hint { get; set; }

    /// <summary>Further lines, or null.</summary>
    public string? Detail { get; set; }
}
