namespace PiCIE.Pipeline.Work;

/// <summary>
/// Has patience with a database that refuses service for a while. Such trouble ends no stage in work, which spools its points and holds its
/// result. Only where nothing is in work and the trouble lasts does the work end.
/// </summary>
/// <param name="home">The home whose database it is.</param>
/// <param name="longest">Time for which trouble is waited for.</param>
/// <param name="clock">Gives the time.</param>
internal sealed class DatabasePatience(PicieHome home, TimeSpan longest, TimeProvider clock)
{
    private long? _since;

    /// <summary>Looks into the database.</summary>
    /// <param name="look">Looks, and returns what was found.</param>
    /// <param name="isBusy">Returns whether something is in work.</param>
    /// <returns>What was found; false while the database refuses service.</returns>
    /// <exception cref="PicieException">It refuses service for too long.</exception>
    public async Task<bool> TryAsync(Func<Task<bool>> look, Func<bool> isBusy)
    {
        try
        {
            bool found = await look();
            _since = null;
            return found;
        }
        catch (Exception exception) when (StorageErrors.IsPassing(exception))
        {
            if (isBusy())
            {
                return false;
            }

            _since ??= clock.GetTimestamp();
            return clock.GetElapsedTime(_since.Value) < longest ? false : throw StorageErrors.Of(exception, home)!;
        }
    }
}
