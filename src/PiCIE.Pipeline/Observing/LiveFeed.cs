namespace PiCIE.Pipeline.Observing;

/// <summary>
/// Hands notices to whoever watches this process at the moment. Starts and ends come as events through the dispatcher, progress comes
/// straight from the stage; so what a stage says before its start was told waits for that.
/// </summary>
internal sealed class LiveFeed
{
    private readonly Lock gate = new();
    private readonly HashSet<Guid> started = [];
    private readonly List<(Guid Stage, RunNotice Notice)> held = [];
    private IRunObserver observer = SilentObserver.Instance;

    /// <summary>From now on this one watches.</summary>
    public void Attach(IRunObserver next)
    {
        lock (gate)
        {
            observer = next;
            started.Clear();
            held.Clear();
        }
    }

    /// <summary>From now on nobody watches.</summary>
    public void Detach() => Attach(SilentObserver.Instance);

    /// <summary>Tells of an event.</summary>
    public void Tell(RunNotice notice)
    {
        lock (gate)
        {
            observer.Observe(notice);
            if (notice is StageStarted begun)
            {
                started.Add(begun.Stage.Id);
                held.Where(late => late.Stage == begun.Stage.Id).ToList().ForEach(late => observer.Observe(late.Notice));
                held.RemoveAll(late => late.Stage == begun.Stage.Id);
            }
            else if (notice is StageEnded ended)
            {
                started.Remove(ended.Stage.Id);
            }
        }
    }

    /// <summary>Tells of what a stage says while it works.</summary>
    public void TellWork(Guid stage, RunNotice notice)
    {
        lock (gate)
        {
            if (started.Contains(stage))
            {
                observer.Observe(notice);
            }
            else
            {
                held.Add((stage, notice));
            }
        }
    }
}
