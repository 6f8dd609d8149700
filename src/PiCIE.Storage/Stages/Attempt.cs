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

    /// <summary>Threads inside an operation.</summary>
    public int Threads { get; init; }

    /// <summary>Photographs in the network at once, where the spec says it; else null: by memory.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The device.</summary>
    public required string Device { get; init; }

    /// <summary>Path of its log.</summary>
    public string? Log { get; init; }

    /// <summary>When it started.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When its process was last heard of.</summary>
    public DateTimeOffset HeardAt { get; set; }

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
