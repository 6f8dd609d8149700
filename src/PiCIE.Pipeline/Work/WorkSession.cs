using System.Collections.Concurrent;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Work.Breakers;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>Holds what the jobs of one pool share.</summary>
internal sealed class WorkSession(WorkRequest request, StageJobQueue jobs, int slots, CoalescedSignal written, Breaker breaker) : IDisposable
{
    /// <summary>Name of the one pool that a home of its own has.</summary>
    public const string PoolName = "local";

    /// <summary>The server on the queue of the pool.</summary>
    public StageJobQueue Jobs => jobs;

    /// <summary>The slots as admission sees them.</summary>
    public JobPool Pool { get; } = new(jobs.Name, slots, jobs.Create);

    public CancellationToken Stop => request.Stop;

    public CancellationToken StopNow => request.StopNow;

    public StageExecutable Program => request.Program;

    public StageProcessTimes Times => request.Times;

    public WorkerLock Lock => request.Lock;

    /// <summary>Says whether the surroundings of this process let it work.</summary>
    public Breaker Breaker => breaker;

    public Func<Stage, Task<bool>>? OthersCanDo => request.OthersCanDo;

    public Func<Stage, Task<bool>>? LeavePhotographs => request.LeavePhotographs;

    public string Worker => request.Worker;

    public TimeSpan? Lease => request.Lease?.Invoke();

    public int Threads => request.Threads;

    public bool TellsStartAndEnd => request.TellsStartAndEnd;

    /// <summary>The slots. Hangfire's own workers are no such limit: after trouble with its storage it may begin a job too many.</summary>
    public SemaphoreSlim Slots { get; } = new(slots, slots);

    /// <summary>Signals that something was written that the loop should look at.</summary>
    public CoalescedSignal Written => written;

    /// <summary>Ids of the artifacts whose content was checked in this session.</summary>
    public ConcurrentDictionary<Guid, bool> CheckedArtifacts { get; } = [];

    /// <summary>An error that is none of a stage's (a database that cannot be written): the loop ends with it.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Notes such an error. One that may pass by itself does not hide a later one that lasts.</summary>
    public void Broken(Exception exception)
    {
        if (Error is null || StorageErrors.IsPassing(Error))
        {
            Error = exception;
        }
    }

    /// <summary>Waits until no job is in a slot any more; none gets one afterwards.</summary>
    public async Task EmptyAsync()
    {
        for (int slot = 0; slot < slots; slot++)
        {
            await Slots.WaitAsync(CancellationToken.None);
        }
    }

    public void Dispose()
    {
        jobs.Dispose();
        Slots.Dispose();
    }
}
