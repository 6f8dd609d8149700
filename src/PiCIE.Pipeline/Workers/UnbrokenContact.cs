namespace PiCIE.Pipeline.Workers;

/// <summary>
/// Knows for how long this process has reached the database without a gap. One that slept, or was cut off, has not heard the others' signs of life, and
/// must not take them for dead.
/// </summary>
/// <param name="gap">Time between two contacts that counts as a gap, and difference between the database's clock and our own that shows that the machine slept.</param>
/// <param name="clock">Gives a clock that only goes forward.</param>
internal sealed class UnbrokenContact(Func<TimeSpan> gap, TimeProvider clock)
{
    /// <summary>Creates one whose gap stays the same.</summary>
    public UnbrokenContact(TimeSpan gap, TimeProvider clock)
        : this(() => gap, clock)
    {
    }

    private long? _since;
    private long _last;
    private DateTimeOffset _lastNow;

    /// <summary>Notes that the database was reached.</summary>
    /// <param name="now">Its time.</param>
    public void Reached(DateTimeOffset now)
    {
        long here = clock.GetTimestamp();
        TimeSpan passed = clock.GetElapsedTime(_last, here);
        if (_since is null || passed > gap() || (now - _lastNow - passed).Duration() > gap())
        {
            _since = here;
        }

        (_last, _lastNow) = (here, now);
    }

    /// <summary>Returns whether the database was reached without a gap for a time, up to now.</summary>
    /// <param name="time">The time.</param>
    public bool Lasts(TimeSpan time) => _since is { } since && clock.GetElapsedTime(since, _last) >= time && clock.GetElapsedTime(_last) <= gap();
}
