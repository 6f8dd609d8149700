namespace PiCIE.Pipeline.Observing;

/// <summary>
/// Hands notices to whoever watches this process at the moment. Starts and ends come as events through the dispatcher, progress comes
/// straight from the stage; so what a stage says before its start was told waits for that.
/// </summary>
internal sealed class LiveFeed
{
    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _started = [];
    private readonly List<(Guid Stage, RunNotice Notice)> _held = [];
    private IRunObserver _observer = SilentObserver.Instance;

    /// <summary>From now on this one watches.</summary>
    public void Attach(IRunObserver next)
    {
        lock (_gate)
        {
            _observer = next;
            _started.Clear();
            _held.Clear();
        }
    }

    /// <summary>From now on nobody watches.</summary>
    public void Detach() => Attach(SilentObserver.Instance);

    /// <summary>Tells of an event.</summary>
    public void Tell(RunNotice notice)
    {
        lock (_gate)
        {
            _observer.Observe(notice);
            if (notice is StageStarted begun)
            {
                _started.Add(begun.Stage.Id);
                _held.Where(late => late.Stage == begun.Stage.Id).ToList().ForEach(late => _observer.Observe(late.Notice));
                _held.RemoveAll(late => late.Stage == begun.Stage.Id);
            }
            else if (notice is StageEnded ended)
            {
                _started.Remove(ended.Stage.Id);
            }
        }
    }

    /// <summary>Tells of what a stage says while it works.</summary>
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
                _held.Add((stage, notice));
            }
        }
    }
}
