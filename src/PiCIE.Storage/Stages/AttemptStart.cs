namespace PiCIE.Storage.Stages;

/// <summary>The facts that a worker gives of an attempt that it wants to start.</summary>
/// <param name="Worker">Host and process of the worker.</param>
/// <param name="Program">The program with its version.</param>
/// <param name="Device">The device that it will use.</param>
/// <param name="Threads">Number of threads, if nothing has fixed it yet.</param>
/// <param name="LogOf">Returns the path of the log of an attempt number, relative to the folder of logs.</param>
public sealed record AttemptStart(string Worker, string Program, string Device, int Threads, Func<int, string> LogOf)
{
    /// <summary>Number of the offer on which the stage starts.</summary>
    public required int Offer { get; init; }

    /// <summary>Time for which the worker has the stage unless it gives a sign of life; null where a lock of the operating system is the lease.</summary>
    public TimeSpan? Lease { get; init; }
}
