using Npgsql;

namespace PiCIE.Pipeline.Work;

/// <summary>
/// Has patience with a database that refuses service for a while. Such trouble ends no stage in work, which spools its points and holds its
/// result. Only where nothing is in work and the trouble lasts does the work end.
/// </summary>
/// <param name="home">The home whose database it is.</param>
/// <param name="longest">Time for which trouble is waited for.</param>
/// <param name="clock">Gives the time.</param>
/// <param name="tell">Takes a sentence for people when the trouble begins and when it ends; null where the work itself tells of it.</param>
internal sealed class DatabasePatience(PicieHome home, TimeSpan longest, TimeProvider clock, Action<string>? tell = null)
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
            if (_since is { } began)
            {
                tell?.Invoke($"The database {home.DatabaseName} answers again, after {clock.GetElapsedTime(began).TotalSeconds:0} s.");
            }

            _since = null;
            return found;
        }
        catch (Exception exception) when (StorageErrors.IsPassing(exception) || (exception is PicieException { InnerException: { } cause } && StorageErrors.IsPassing(cause)))
        {
            if (isBusy())
            {
                return false;
            }

            if (_since is null)
            {
                tell?.Invoke($"{InWords(exception).Message.TrimEnd('.')}. What is in work goes on, and this one waits until it answers again.");
            }

            _since ??= clock.GetTimestamp();
            // Connections that the server ended lie in the pool like others, and each would fail whoever takes it next.
            NpgsqlConnection.ClearAllPools();
            return clock.GetElapsedTime(_since.Value) < longest ? false : throw InWords(exception);
        }
    }

    /// <summary>Takes a step, and takes it again while the database refuses service. Nothing is in work.</summary>
    /// <param name="step">The step; it may be taken several times.</param>
    /// <param name="between">Time between two tries.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="PicieException">It refuses service for too long.</exception>
    public async Task<T> UntilAsync<T>(Func<Task<T>> step, TimeSpan between, CancellationToken stop)
    {
        T result = default!;
        while (!await TryAsync(TakeAsync, static () => false))
        {
            await Task.Delay(between, clock, stop);
        }

        return result;

        async Task<bool> TakeAsync()
        {
            result = await step();
            return true;
        }
    }

    private PicieException InWords(Exception exception) => exception as PicieException ?? StorageErrors.Of(exception, home)!;
}
