using PiCIE.Pipeline.StageProcesses;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>A request to a work loop.</summary>
internal sealed record WorkRequest
{
    /// <summary>Name of the worker as its attempts carry it.</summary>
    public string Worker { get; init; } = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>Returns the time for which a stage is the worker's without a sign of life; null where the lock of the home is the lease.</summary>
    public Func<TimeSpan>? Lease { get; init; }

    /// <summary>Whether a watcher hears of starts and ends from the work itself; otherwise the events of the database tell of them.</summary>
    public bool TellsStartAndEnd { get; init; }

    /// <summary>Threads of a stage that says none.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Asks the stage in work to stop, and admits nothing more.</summary>
    public required CancellationToken Stop { get; init; }

    /// <summary>Asks the stage in work to stop at once.</summary>
    public required CancellationToken StopNow { get; init; }

    /// <summary>Path of the stage program.</summary>
    public required StageExecutable Program { get; init; }

    /// <summary>Times that the supervisor gives stage processes.</summary>
    public required StageProcessTimes Times { get; init; }

    /// <summary>Returns whether another worker that is alive could do a stage; null where there is no other.</summary>
    public Func<Stage, Task<bool>>? OthersCanDo { get; init; }

    /// <summary>
    /// Takes the photographs of a stage, which failed here, out of what this worker reads, where another worker that is alive reads them; returns whether that is so. Null where there is no other.
    /// </summary>
    public Func<Stage, Task<bool>>? LeavePhotographs { get; init; }

    /// <summary>Takes a sentence for people about the work as a whole.</summary>
    public Action<string> Tell { get; init; } = static _ => { };

    /// <summary>Called once when the runs that are waited for have ended, before what goes on for others is stopped.</summary>
    public Func<Task> RunsEnded { get; init; } = static () => Task.CompletedTask;

    /// <summary>The lock of the home, which tells whether it still is that home.</summary>
    public required WorkerLock Lock { get; init; }
}
