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
    private readonly JobFilterProviderCollection filters = [new JobFilterAttributeFilterProvider()];
    private readonly HashSet<string> served = new(StringComparer.Ordinal);
    private readonly List<BackgroundJobServer> servers = [];
    private readonly Lock gate = new();
    private readonly BackgroundJobClient client;
    private readonly StageJob.Body run;
    private readonly int slots;
    private readonly TimeSpan shutdown;

    /// <summary>Starts a server on the queues.</summary>
    /// <param name="run">What a job does.</param>
    /// <param name="queues">Names of the queues that jobs are known to come for; others are served from their first job on.</param>
    /// <param name="slots">Jobs at once.</param>
    /// <param name="shutdown">How long the end of the server waits for its jobs.</param>
    public StageJobQueue(StageJob.Body run, string[] queues, int slots, TimeSpan shutdown)
    {
        GlobalConfiguration.Configuration.UseTypeResolver(StageJobTypes.Resolve);
        GlobalJobFilters.Filters.Clear();
        (this.run, this.slots, this.shutdown) = (run, slots, shutdown);
        client = new BackgroundJobClient(storage, filters);
        Serve(queues);
    }

    /// <summary>Puts a stage into its queue. What another process submitted meanwhile may be the first for its queue.</summary>
    /// <returns>Id of the Hangfire job.</returns>
    public string Create(string queue, string title, Guid stage)
    {
        Serve([queue]);
        return client.Create(Job.FromExpression<StageJob>(job => job.Run(title, stage)), new EnqueuedState(queue));
    }

    public void Dispose()
    {
        servers.ForEach(server => server.SendStop());
        servers.ForEach(server => server.Dispose());
        storage.Dispose();
    }

    private void Serve(string[] queues)
    {
        lock (gate)
        {
            string[] added = [.. queues.Where(served.Add)];
            if (added.Length > 0)
            {
                servers.Add(new BackgroundJobServer(
                    new BackgroundJobServerOptions
                    {
                        Activator = new Activation(run),
                        FilterProvider = filters,
                        Queues = added,
                        ShutdownTimeout = shutdown,
                        WorkerCount = slots,
                    },
                    storage));
            }
        }
    }

    private sealed class Activation(StageJob.Body run) : JobActivator
    {
        public override object ActivateJob(Type jobType) => new StageJob(run);
    }
}
