using PiCIE.Experiments.Failures;
using PiCIE.Pipeline.StageProcesses;

namespace PiCIE.Pipeline.Work.Breakers;

/// <summary>
/// Keeps a worker from taking stages while its surroundings fail it: after two failures of the surroundings in a row it is open, and looks from time to time whether the cause is
/// gone. A passed look closes it, and until a stage commits one further failure opens it again, with longer waits. While a finished result is held it counts as open too.
/// </summary>
/// <param name="times">How long it waits between two looks.</param>
/// <param name="clock">Gives a clock that only goes forward.</param>
/// <param name="changed">Called when it opens or closes.</param>
internal sealed class Breaker(StageProcessTimes times, TimeProvider clock, Action changed)
{
    private const int InARow = 2;
    private const double Margin = 1.25;
    private const long LeastBytes = 1 << 20;

    private readonly Lock _gate = new();
    private readonly List<string> _held = [];
    private Opening? _open;
    private TimeSpan _wait = times.Probe;
    private int _failures;
    private bool _triesAgain;

    /// <summary>Why the worker takes no stage, for people; null while it takes them.</summary>
    public string? Reason
    {
        get
        {
            lock (_gate)
            {
                return _open?.Reason ?? _held.FirstOrDefault();
            }
        }
    }

    /// <summary>Time since it opened; null while it is closed.</summary>
    public TimeSpan? OpenFor
    {
        get
        {
            lock (_gate)
            {
                return _open is { } open ? clock.GetElapsedTime(open.Since) : null;
            }
        }
    }

    /// <summary>Time until the next look at the cause; null while there is none to look at.</summary>
    public TimeSpan? UntilProbe
    {
        get
        {
            lock (_gate)
            {
                return _open is { } open ? Max(_wait - clock.GetElapsedTime(open.Looked), TimeSpan.Zero) : null;
            }
        }
    }

    /// <summary>Notes that a stage committed: whatever failed before is over.</summary>
    public void Committed()
    {
        lock (_gate)
        {
            (_failures, _triesAgain, _wait) = (0, false, times.Probe);
        }
    }

    /// <summary>Notes how an attempt failed.</summary>
    /// <param name="failure">The failure; its place is a path of this machine, or null.</param>
    /// <param name="bytes">What the attempt had written, in bytes: a disk that has no more room than that would be full again.</param>
    /// <returns>Whether the breaker opened.</returns>
    public bool Failed(Failure failure, long bytes)
    {
        lock (_gate)
        {
            if (failure.Kind != FailureKind.Environment)
            {
                _failures = 0;
                return false;
            }

            _failures++;
            return (_failures >= InARow || _triesAgain) && Open(failure.Sentence, failure.Place, bytes);
        }
    }

    /// <summary>Opens at once: a finished result was held for long and gave way.</summary>
    /// <param name="reason">Why, for people.</param>
    /// <param name="place">The folder that could not be written.</param>
    public void GaveWay(string reason, string place)
    {
        lock (_gate)
        {
            Open(reason, place, 0);
        }
    }

    /// <summary>Notes that a finished result is held, until what is returned is disposed.</summary>
    /// <param name="reason">Why, for people.</param>
    public IDisposable Hold(string reason)
    {
        lock (_gate)
        {
            _held.Add(reason);
        }

        changed();
        return new Held(this, reason);
    }

    /// <summary>Repeats what failed, if it is time to, and closes where that passes.</summary>
    /// <param name="probe">Repeats it: place and number of bytes.</param>
    /// <returns>Whether the breaker closed.</returns>
    public async Task<bool> LookAsync(Func<string?, long, Task<bool>> probe)
    {
        Opening? open;
        lock (_gate)
        {
            open = _open;
            if (open is null || clock.GetElapsedTime(open.Looked) < _wait)
            {
                return false;
            }
        }

        bool passed = await probe(open.Place, open.Bytes);
        lock (_gate)
        {
            if (!passed)
            {
                _open = open with { Looked = clock.GetTimestamp() };
                return false;
            }

            (_open, _triesAgain) = (null, true);
            _wait = Min(_wait * 2, times.LongestProbe);
        }

        changed();
        return true;
    }

    private bool Open(string reason, string? place, long bytes)
    {
        if (_open is not null)
        {
            return false;
        }

        long now = clock.GetTimestamp();
        _open = new Opening(reason, place, (long)(bytes * Margin) + LeastBytes, now, now);
        changed();
        return true;
    }

    private void Release(string reason)
    {
        lock (_gate)
        {
            _held.Remove(reason);
        }

        changed();
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>What opened it, since when it is open, and when it last looked.</summary>
    private sealed record Opening(string Reason, string? Place, long Bytes, long Since, long Looked);

    private sealed class Held(Breaker breaker, string reason) : IDisposable
    {
        public void Dispose() => breaker.Release(reason);
    }
}
