using PiCIE.Pipeline.Queues;

namespace PiCIE.Pipeline.Expectations;

/// <summary>A stage that a schedule places.</summary>
/// <param name="Needs">What a pool must be able to do for it.</param>
/// <param name="Seconds">The time that it still takes, in seconds; null where nothing is expected of it.</param>
/// <param name="After">Places in the schedule of the stages that it waits for.</param>
/// <param name="Pool">Name of the pool that has it already; null where it waits.</param>
internal sealed record ScheduledStage(StageNeeds Needs, double? Seconds, IReadOnlyList<int> After, string? Pool = null);
