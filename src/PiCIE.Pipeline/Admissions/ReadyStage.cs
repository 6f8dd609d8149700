using PiCIE.Experiments.Stages;

namespace PiCIE.Pipeline.Admissions;

/// <summary>A stage that waits for an offer.</summary>
internal sealed record ReadyStage
{
    /// <summary>Id of the stage.</summary>
    public required Guid Id { get; init; }

    /// <summary>Highest priority of the experiments that want it.</summary>
    public required int Priority { get; init; }

    /// <summary>Kind of the stage.</summary>
    public required StageKind Kind { get; init; }

    /// <summary>Device that it asks for.</summary>
    public required string Device { get; init; }

    /// <summary>Needs that a pool has to serve.</summary>
    public required string Needs { get; init; }

    /// <summary>Name of the pool to which its last offer was made in vain; null where there is none.</summary>
    public required string? LastPool { get; init; }

    /// <summary>The home that keeps a complete result of it which could not be committed; null where there is none.</summary>
    public required string? KeptHome { get; init; }

    /// <summary>Who wants it, and since when.</summary>
    public IReadOnlyList<Wanter> Wanters { get; set; } = [];

    /// <summary>An experiment that wants the stage.</summary>
    /// <param name="Experiment">Id of the experiment.</param>
    /// <param name="Age">Time when it first asked for it.</param>
    /// <param name="Position">Place in its order.</param>
    public sealed record Wanter(Guid Experiment, DateTimeOffset Age, long Position);
}
