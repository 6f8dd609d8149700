namespace PiCIE.Pipeline.Homes;

/// <summary>Says whether a process works on a home, by the lock that dies with it. What a killed one left in the database as running, runs no more.</summary>
internal static class WorkingProcess
{
    /// <summary>Returns whether nobody works on a home that has a database of its own. A team's leases end by time, whoever looks.</summary>
    /// <param name="home">The home.</param>
    public static bool IsMissing(PicieHome home) => home.Server is null && !LockFile.IsTaken(home.WorkerLock);
}
