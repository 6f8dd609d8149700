namespace PiCIE.Pipeline.Queues;

/// <summary>A clock that is wrong by a fixed time, as that of a machine that nobody set. Only the fault rig gives it to its processes.</summary>
/// <param name="ahead">Time by which it is ahead; negative where it is behind.</param>
internal sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
