using PiCIE.Pipeline.Queues;

namespace PiCIE.Pipeline.Expectations;

/// <summary>The open slots of a pool, as a schedule fills them.</summary>
/// <param name="Name">Name of the pool, as a stage in it carries it.</param>
/// <param name="Slots">Number of its open slots.</param>
/// <param name="CanDo">Whether it can do stages with some needs.</param>
internal sealed record SlotPool(string Name, int Slots, Func<StageNeeds, bool> CanDo);
