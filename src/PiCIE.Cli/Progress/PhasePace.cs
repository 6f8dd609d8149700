namespace PiCIE.Cli.Progress;

/// <summary>Estimates how fast one phase of a stage goes and how long it will still take.</summary>
internal sealed class PhasePace
{
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly long _doneAtStart;

    /// <summary>Creates the pace of a phase that begins now.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="phase">Its name.</param>
    /// <param name="note">Further words, or null.</param>
    /// <param name="done">Units that are done already: they say nothing about the pace.</param>
    public PhasePace(TimeProvider clock, string phase, string? note, long done)
    {
        _clock = clock;
        _start = clock.GetTimestamp();
        _doneAtStart = done;
        Phase = phase;
        Note = note;
    }

    /// <summary>Name of the phase.</summary>
    public string Phase { get; }

    /// <summary>Further words, or null.</summary>
    public string? Note { get; }

    /// <summary>Returns the units a second since the start of the phase; null before anything is done.</summary>
    /// <param name="done">Units that are done.</param>
    public double? Rate(long done)
    {
        double seconds = _clock.GetElapsedTime(_start).TotalSeconds;
        return done > _doneAtStart && seconds > 0 ? (done - _doneAtStart) / seconds : null;
    }

    /// <summary>Returns the time until the phase is done at this pace; null before there is one.</summary>
    /// <param name="done">Units that are done.</param>
    /// <param name="total">Units of the phase.</param>
    public TimeSpan? Left(long done, long total) =>
        Rate(done) is { } rate && total > done ? TimeSpan.FromSeconds((total - done) / rate) : null;
}
