namespace PiCIE.Tests;

/// <summary>A clock that stands still until a test advances it.</summary>
internal sealed class ManualClock : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The time that the clock shows, in UTC.</summary>
    public DateTimeOffset Now { get; private set; } = Start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => (Now - Start).Ticks;

    /// <summary>Moves the clock forward.</summary>
    public void Advance(TimeSpan step) => Now += step;
}
