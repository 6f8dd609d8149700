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

    /// <summary>Time between the first two tries to commit a result that is held; it doubles up to ten seconds.</summary>
    public TimeSpan HoldRetry { get; init; } = TimeSpan.FromSeconds(1);
}
