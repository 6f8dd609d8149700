namespace PiCIE.Pipeline.StageProcesses;

/// <summary>Holds the times that a supervisor gives its stage process.</summary>
internal sealed record StageProcessTimes
{
    /// <summary>Time from the end of input to SIGTERM.</summary>
    public TimeSpan Terminate { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Time from SIGTERM to SIGKILL.</summary>
    public TimeSpan Kill { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Silence after which a process counts as stuck (<c>stage.stallSeconds</c>).</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>
    /// Time for which a finished result is held, and the work waits, while disk, store or database refuse service
    /// (<c>worker.breakerSeconds</c>).
    /// </summary>
    public TimeSpan Breaker { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>
    /// Time after which a worker of a team gives a finished result that it cannot write to another worker that can do the stage (<c>worker.holdSeconds</c>); never sooner than the
    /// result took to compute.
    /// </summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>Time from the opening of a breaker to its first look whether the cause is gone; it doubles from opening to opening.</summary>
    public TimeSpan Probe { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time between two such looks.</summary>
    public TimeSpan LongestProbe { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Time between the first two tries to commit a result that is held; it doubles up to ten seconds.</summary>
    public TimeSpan HoldRetry { get; init; } = TimeSpan.FromSeconds(1);
}
