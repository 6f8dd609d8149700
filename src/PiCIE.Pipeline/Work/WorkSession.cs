using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.StageProcesses;

namespace PiCIE.Pipeline.Work;

/// <summary>Holds what one work loop shares with its jobs.</summary>
internal sealed class WorkSession(WorkRequest request, StageJobQueue jobs, int slots) : IDisposable
{
    /// <summary>Name of the one pool that a working process has.</summary>
    public const string PoolName = "local";

    /// <summary>Number of stages at once.</summary>
    public int SlotCount => slots;

    /// <summary>The slots as admission sees them.</summary>
    public JobPool Pool { get; } = new(PoolName, slots, jobs.Create);

    /// <summary>Ids of the runs that are worked on.</summary>
    public IReadOnlyList<Guid> Runs => request.Runs;

    public CancellationToken Stop => request.Stop;

    public CancellationToken StopNow => request.StopNow;

    public StageExecutable Program => request.Program;

    public StageProcessTimes Times => request.Times;

    public WorkerLock Lock => request.Lock;

    /// <summary>The slots. Hangfire's own workers are no such limit: after trouble with its storage it may begin a job too many.</summary>
    public SemaphoreSlim Slots { get; } = new(slots, slots);

    /// <summary>Signals that something was written that the loop should look at.</summary>
    public CoalescedSignal Written { get; } = new();

    /// <summary>Ids of the artifacts whose content was checked in this session.</summary>
    public HashSet<Guid> CheckedArtifacts { get; } = [];

    /// <summary>An error that is none of a stage's (a database that cannot be written): the loop ends with it.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Timestamp since when the database refuses service while nothing is in work; null while it answers.</summary>
    public long? TroubleSince { get; set; }

    public void Broken(Exception exception) => Error ??= exception;

    public void Dispose()
    {
        jobs.Dispose();
        Slots.Dispose();
        Written.Dispose();
    }
}
