namespace PiCIE.Storage.Stages;

/// <summary>What a worker says of an attempt that it wants to start.</summary>
/// <param name="Worker">Who works: host and process.</param>
/// <param name="Program">The program with its version.</param>
/// <param name="Device">The device that it will use.</param>
/// <param name="Threads">Threads, if nothing has fixed them yet.</param>
/// <param name="LogOf">Log of an attempt number, relative to the folder of logs.</param>
public sealed record AttemptStart(string Worker, string Program, string Device, int Threads, Func<int, string> LogOf)
{
    /// <summary>Number of the offer on which the stage starts.</summary>
    public required int Offer { get; init; }
}
