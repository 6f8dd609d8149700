namespace PiCIE.Pipeline.Work;

/// <summary>The process that works on a home.</summary>
/// <param name="Token">Id of this taking of the lock, which tells it from every other.</param>
/// <param name="Pid">Number of the process.</param>
/// <param name="Host">Name of the machine.</param>
/// <param name="Since">Time when it took the lock.</param>
/// <param name="Subject">What it works on, for people: the name of an experiment, or a few words.</param>
public sealed record LockHolder(Guid Token, int Pid, string Host, DateTimeOffset Since, string Subject)
{
    /// <summary>Stands for a process that holds the lock and has not said who it is.</summary>
    public static LockHolder Unknown { get; } = new(Guid.Empty, 0, "", DateTimeOffset.MinValue, "");

    /// <summary>The process in words, as the beginning of a sentence.</summary>
    internal string InWords => Pid == 0 ? "Another process" : $"The process {Pid} on {Host}";
}
