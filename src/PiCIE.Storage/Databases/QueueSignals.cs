using Npgsql;

namespace PiCIE.Storage.Databases;

/// <summary>
/// Carries between processes that the queue has changed, and that a pool has a job. A signal may be lost, so whoever waits for one looks by itself from time to time too.
/// </summary>
public sealed class QueueSignals : IAsyncDisposable
{
    /// <summary>Name of the channel on PostgreSQL.</summary>
    internal const string Channel = "picie_queue";

    /// <summary>The word that tells workers to look again which data sets they can read; no queue has this name.</summary>
    public const string DataSets = "data-sets";

    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _ended = new();
    private readonly Task _listening;

    private QueueSignals(string connection, Action heard, Action<string> told) => _listening = Task.Run(() => ListenAsync(connection, heard, told));

    /// <summary>Raises a signal that others hear once the transaction is committed.</summary>
    /// <param name="context">The database, inside the transaction of the change.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static Task RaiseAsync(PicieContext context, CancellationToken cancel) => SqlDialect.Of(context).SignalAsync(context, string.Empty, cancel);

    /// <summary>Tells the process that has a pool that a job is in its queue, or all of them a word.</summary>
    /// <param name="context">The database, after the job was made.</param>
    /// <param name="queue">Name of the queue, or <see cref="DataSets"/>.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static Task TellAsync(PicieContext context, string queue, CancellationToken cancel) => SqlDialect.Of(context).SignalAsync(context, queue, cancel);

    /// <summary>Listens on a PostgreSQL database, on a connection of its own, until it is disposed.</summary>
    /// <param name="connection">Connection string.</param>
    /// <param name="heard">Called for each change of the queue, and each time that listening begins, for something may have been missed.</param>
    /// <param name="told">Called with the name of a pool's queue for each job that was put into it, of any pool, and with <see cref="DataSets"/>.</param>
    public static QueueSignals On(string connection, Action heard, Action<string>? told = null) => new(connection, heard, told ?? (static _ => { }));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _listening;
        _ended.Dispose();
    }

    private async Task ListenAsync(string connection, Action heard, Action<string> told)
    {
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                // A connection that died without a word is found by its keepalive.
                await using NpgsqlConnection listener = new(new NpgsqlConnectionStringBuilder(connection) { Pooling = false, KeepAlive = 5 }.ConnectionString);
                await listener.OpenAsync(_ended.Token);
                listener.Notification += (_, word) =>
                {
                    if (word.Payload.Length == 0)
                    {
                        heard();
                    }
                    else
                    {
                        told(word.Payload);
                    }
                };
                await using (NpgsqlCommand listen = new($"listen {Channel}", listener))
                {
                    await listen.ExecuteNonQueryAsync(_ended.Token);
                }

                heard();
                while (true)
                {
                    await listener.WaitAsync(_ended.Token);
                }
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (DatabaseErrors.CauseOf(exception) is not null || exception is IOException)
            {
                try
                {
                    await Task.Delay(Reconnect, _ended.Token);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }
        }
    }
}
