namespace PiCIE.Pipeline.Tests;

/// <summary>A clock that shows the time that a simulation gives it.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private static readonly DateTimeOffset Beginning = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = Beginning;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => (Now - Beginning).Ticks;
}
