namespace PiCIE.Benchmarks.Queues;

/// <summary>Names the database at which the processes of a benchmark meet.</summary>
internal static class TeamDatabase
{
    /// <summary>Connection string of the database that all processes share.</summary>
    /// <exception cref="ArgumentException"><c>PICIE_DATABASE</c> is not set.</exception>
    public static string ConnectionString() => Environment.GetEnvironmentVariable("PICIE_DATABASE") is { Length: > 0 } server
        ? server
        : throw new ArgumentException("Several processes need a server: set PICIE_DATABASE to an empty database.");
}
