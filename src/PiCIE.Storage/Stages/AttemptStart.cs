namespace PiCIE.Storage.Stages;

/// <summary>What a worker says of an attempt that it wants to start.</summary>
/// <param name="Worker">Who works: host and process.</param>
/// <param name="Device">The device that it will use.</param>
/// <param name="Threads">Threads, if nothing has fixed them yet.</param>
/// <param name="LogOf">Log of an attempt number, relative to the folder of logs.</param>
public sealed record AttemptStart(string Worker, string Device, int Threads, Func<int, string> LogOf)
{
    /// <summary>Number of the offer on which the stage starts.</summary>
    public required int Offer { get; init; }

    /// <summary>
    /// Highest number under which the artifact store holds something for the stage's key, 0 for nothing. The new attempt gets a higher
    /// one: what is stored may be of a database that was lost or restored, or of another home with the same store.
    /// </summary>
    public int LastStored { get; init; }
}
