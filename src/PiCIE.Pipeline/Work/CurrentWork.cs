namespace PiCIE.Pipeline.Work;

/// <summary>The work that this process does at the moment, or none: handlers of a process that only submits admit nothing.</summary>
internal sealed class CurrentWork
{
    private volatile WorkSession? _session;

    public WorkSession? Session
    {
        get => _session;
        set => _session = value;
    }
}
