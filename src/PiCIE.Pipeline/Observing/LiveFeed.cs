namespace PiCIE.Pipeline.Observing;

/// <summary>
/// Hands notices to the observer that watches this process at the moment. Starts and ends are read from the events, progress comes straight
/// from the stage; so progress that arrives before its start was told waits for that, up to <see cref="MostHeld"/> notices a stage.
/// </summary>
internal sealed class LiveFeed
{
    /// <summary>Largest number of notices of one stage that wait; the oldest goes for a further one.</summary>
    public const int MostHeld = 1000;

    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _started = [];
    private readonly Dictionary<Guid, Queue<RunNotice>> _held = [];
    private IRunObserver _observer = SilentObserver.Instance;

    /// <summary>Hands all further notices to an observer.</summary>
    public void Attach(IRunObserver next)
    {
        lock (_gate)
        {
            _observer = next;
            _started.Clear();
            _held.Clear();
        }
    }

    /// <summary>Hands further notices to nobody.</summary>
    public void Detach() => Attach(SilentObserver.Instance);

    /// <summary>Hands on a notice of an event.</summary>
    public void Tell(RunNotice notice)
    {
        lock (_gate)
        {
            _observer.Observe(notice);
            if (notice is StageStarted begun)
            {
                _started.Add(begun.Stage.Id);
                Release(begun.Stage.Id);
            }
            else if (notice is StageEnded ended)
            {
                _started.Remove(ended.Stage.Id);
                _held.Remove(ended.Stage.Id);
            }
        }
    }

    /// <summary>Hands on a notice of a stage that works.</summary>
    public void TellWork(Guid stage, RunNotice notice)
    {
        lock (_gate)
        {
            if (_started.Contains(stage))
            {
                _observer.Observe(notice);
            }
            else
            {
                Hold(stage, notice);
            }
        }
    }

    private void Hold(Guid stage, RunNotice notice)
    {
        if (!_held.TryGetValue(stage, out Queue<RunNotice>? waiting))
        {
            _held[stage] = waiting = [];
        }

        waiting.Enqueue(notice);
        if (waiting.Count > MostHeld)
        {
            waiting.Dequeue();
        }
    }

    private void Release(Guid stage)
    {
        if (_held.Remove(stage, out Queue<RunNotice>? waiting))
        {
            foreach (RunNotice notice in waiting)
            {
                _observer.Observe(notice);
            }
        }
    }
}
