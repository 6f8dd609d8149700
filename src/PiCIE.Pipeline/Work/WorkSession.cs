using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.StageProcesses;

namespace PiCIE.Pipeline.Work;

/// <summary>What one work loop shares with its jobs.</summary>
internal sealed class WorkSession(WorkRequest request, StageJobQueue jobs, int slots) : IDisposable
{
    /// <summary>Where admitted stages stand until a slot takes them.</summary>
    public StageJobQueue Jobs => jobs;

    /// <summary>Stages at once.</summary>
    public int SlotCount => slots;

    public Guid Experiment => request.Experiment;

    public CancellationToken Stop => request.Stop;

    public CancellationToken StopNow => request.StopNow;

    public StageProgram Program => request.Program;

    public StageProcessTimes Times => request.Times;

    /// <summary>The slots. Hangfire's own workers are no such limit: after trouble with its storage it may begin a job too many.</summary>
    public SemaphoreSlim Slots { get; } = new(slots, slots);

    /// <summary>Raised when something was written that the loop should look at.</summary>
    public SemaphoreSlim Written { get; } = new(0);

    /// <summary>Artifacts whose content was checked in this session.</summary>
    public HashSet<Guid> CheckedArtifacts { get; } = [];

    /// <summary>An error that is none of a stage's (a database that cannot be written): the loop ends with it.</summary>
    public Exception? Error { get; private set; }

    public void Broken(Exception exception) => Error ??= exception;

    public void Dispose()
    {
        Jobs.Dispose();
        Slots.Dispose();
        Written.Dispose();
    }
}
