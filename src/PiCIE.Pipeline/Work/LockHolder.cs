namespace PiCIE.Pipeline.Work;

/// <summary>The process that works on a home.</summary>
/// <param name="Token">Id of this taking of the lock, which tells it from every other.</param>
/// <param name="Pid">Number of the process.</param>
/// <param name="Host">Name of the machine.</param>
/// <param name="Since">Time when it took the lock.</param>
/// <param name="Experiment">Experiment that it works on, for people.</param>
public sealed record LockHolder(Guid Token, int Pid, string Host, DateTimeOffset Since, string Experiment)
{
    /// <summary>Stands for a process that holds the lock and has not said who it is.</summary>
    public static LockHolder Unknown { get; } = new(Guid.Empty, 0, "", DateTimeOffset.MinValue, "");
}
