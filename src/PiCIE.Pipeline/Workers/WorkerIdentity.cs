using System.Diagnostics;

namespace PiCIE.Pipeline.Workers;

/// <summary>Says which process a worker is.</summary>
/// <param name="Id">Id, new at each start.</param>
/// <param name="Host">Name of the machine.</param>
/// <param name="Pid">Number of the process.</param>
/// <param name="ProcessStartedAt">Time when the process started, by its machine's clock.</param>
/// <param name="Home">The home on that machine.</param>
internal sealed record WorkerIdentity(Guid Id, string Host, int Pid, DateTimeOffset ProcessStartedAt, string Home)
{
    /// <summary>Name of the worker as its attempts carry it.</summary>
    public string Name => NameOf(Host, Pid);

    /// <summary>Returns the identity of this process on a home.</summary>
    public static WorkerIdentity OfThisProcess(PicieHome home)
    {
        using Process self = Process.GetCurrentProcess();
        return new WorkerIdentity(
            Guid.CreateVersion7(), Environment.MachineName, self.Id, new DateTimeOffset(self.StartTime.ToUniversalTime(), TimeSpan.Zero), home.NameAmongAll);
    }

    /// <summary>Returns the name of a process.</summary>
    public static string NameOf(string host, int pid) => $"{host}:{pid}";

    /// <summary>Returns the name of the queue of a pool, which no other pool of any process has.</summary>
    public string QueueOf(string pool) => $"p-{Id.ToString("N")[^12..]}-{pool.ToLowerInvariant()}";
}
