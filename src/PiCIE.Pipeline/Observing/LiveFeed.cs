namespace PiCIE.Pipeline.Observing;

/// <summary>Hands notices to whoever watches this process at the moment.</summary>
internal sealed class LiveFeed
{
    private volatile IRunObserver observer = SilentObserver.Instance;

    /// <summary>From now on this one watches.</summary>
    public void Attach(IRunObserver next) => observer = next;

    /// <summary>From now on nobody watches.</summary>
    public void Detach() => observer = SilentObserver.Instance;

    public void Tell(RunNotice notice) => observer.Observe(notice);
}
