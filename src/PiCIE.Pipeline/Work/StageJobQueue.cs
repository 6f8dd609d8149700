using Hangfire;
using Hangfire.Common;
using Hangfire.InMemory;
using Hangfire.States;

namespace PiCIE.Pipeline.Work;

/// <summary>
/// Hangfire in memory: hands each admitted stage to a worker thread of this process. It holds nothing that is not in our tables, and
/// keeps none of its own filters: no retry, no continuation.
/// </summary>
internal sealed class StageJobQueue : IDisposable
{
    private readonly InMemoryStorage storage = new();
    private readonly BackgroundJobClient client;
    private readonly BackgroundJobServer server;

    /// <summary>Starts a server on the queues.</summary>
    /// <param name="run">What a job does.</param>
    /// <param name="queues">Names of the queues.</param>
    /// <param name="slots">Jobs at once.</param>
    /// <param name="shutdown">How long the end of the server waits for its jobs.</param>
    public StageJobQueue(StageJob.Body run, string[] queues, int slots, TimeSpan shutdown)
    {
        GlobalConfiguration.Configuration.UseTypeResolver(StageJobTypes.Resolve);
        GlobalJobFilters.Filters.Clear();
        JobFilterProviderCollection filters = [new JobFilterAttributeFilterProvider()];
        client = new BackgroundJobClient(storage, filters);
        server = new BackgroundJobServer(
            new BackgroundJobServerOptions
            {
                Activator = new Activation(run),
                FilterProvider = filters,
                Queues = queues,
                ShutdownTimeout = shutdown,
                WorkerCount = slots,
            },
            storage);
    }

    /// <summary>Puts a stage into its queue.</summary>
    /// <returns>Id of the Hangfire job.</returns>
    public string Create(string queue, string title, Guid stage) =>
        client.Create(Job.FromExpression<StageJob>(job => job.Run(title, stage)), new EnqueuedState(queue));

    public void Dispose()
    {
        server.Dispose();
        storage.Dispose();
    }

    private sealed class Activation(StageJob.Body run) : JobActivator
    {
        public override object ActivateJob(Type jobType) => new StageJob(run);
    }
}
