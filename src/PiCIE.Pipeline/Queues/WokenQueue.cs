using Hangfire.PostgreSql;

namespace PiCIE.Pipeline.Queues;

/// <summary>
/// The queue of a pool in PostgreSQL, whose idle threads look for a job when they are told of one. Hangfire's own long polling holds a connection for each idle thread, and each new job of any pool
/// wakes them all (docs/decisions/0037).
/// </summary>
internal sealed class WokenQueue : IPersistentJobQueueProvider
{
    private readonly PostgreSqlJobQueueProvider _provider;
    private readonly PostgreSqlJobQueue _queue;

    private WokenQueue(PostgreSqlStorage storage)
    {
        _provider = new PostgreSqlJobQueueProvider(storage, ServerJobStorage.Options);
        _queue = (PostgreSqlJobQueue)_provider.GetJobQueue();
    }

    /// <summary>Takes the place of Hangfire's own queue of that name, before a server of this process looks into it.</summary>
    /// <param name="storage">Storage of the jobs.</param>
    /// <param name="name">Name of the queue.</param>
    public static WokenQueue Of(PostgreSqlStorage storage, string name)
    {
        WokenQueue queue = new(storage);
        storage.QueueProviders.Add(queue, [name]);
        return queue;
    }

    /// <summary>Wakes one idle thread; where none is idle, the next one looks once more before it waits.</summary>
    public void Wake() => _queue.FetchNextJob();

    /// <summary>Returns the one queue that all threads wait at.</summary>
    public IPersistentJobQueue GetJobQueue() => _queue;

    /// <inheritdoc/>
    public IPersistentJobQueueMonitoringApi GetJobQueueMonitoringApi() => _provider.GetJobQueueMonitoringApi();
}
