using Hangfire;
using Hangfire.Common;
using Hangfire.InMemory;
using Hangfire.States;

namespace PiCIE.Pipeline.Queues;

/// <summary>
/// Hangfire in memory: hands each admitted stage to a worker thread of this process. It holds nothing that is not in our tables, and
/// keeps none of its own filters: no retry, no continuation.
/// </summary>
internal sealed class StageJobQueue : IDisposable
{
    private static readonly Type[] StoredTypes = [typeof(StageJob), typeof(string), typeof(Guid)];

    private readonly InMemoryStorage _storage = new();
    private readonly JobFilterProviderCollection _filters = [new JobFilterAttributeFilterProvider()];
    private readonly HashSet<string> _served = new(StringComparer.Ordinal);
    private readonly List<BackgroundJobServer> _servers = [];
    private readonly Lock _gate = new();
    private readonly BackgroundJobClient _client;
    private readonly StageJob.Body _run;
    private readonly int _slots;
    private readonly TimeSpan _shutdown;

    /// <summary>Starts a server on the queues.</summary>
    /// <param name="run">What a job does.</param>
    /// <param name="queues">Names of the queues that jobs are known to come for; others are served from their first job on.</param>
    /// <param name="slots">Jobs at once.</param>
    /// <param name="shutdown">How long the end of the server waits for its jobs.</param>
    public StageJobQueue(StageJob.Body run, string[] queues, int slots, TimeSpan shutdown)
    {
        GlobalConfiguration.Configuration.UseTypeResolver(ResolveType);
        GlobalJobFilters.Filters.Clear();
        (_run, _slots, _shutdown) = (run, slots, shutdown);
        _client = new BackgroundJobClient(_storage, _filters);
        Serve(queues);
    }

    /// <summary>Puts a stage into its queue. What another process submitted meanwhile may be the first for its queue.</summary>
    /// <returns>Id of the Hangfire job.</returns>
    public string Create(string queue, string title, Guid stage)
    {
        Serve([queue]);
        return _client.Create(Job.FromExpression<StageJob>(job => job.Run(title, stage)), new EnqueuedState(queue));
    }

    /// <summary>The type that a stored job names: only the job and its parameters are allowed, so that no stored text creates anything else.</summary>
    /// <param name="name">The type's name as Hangfire stores it.</param>
    /// <exception cref="InvalidOperationException">The name is that of another type.</exception>
    public static Type ResolveType(string name)
    {
        string bare = name.Split(',')[0].Trim();
        return StoredTypes.FirstOrDefault(type => type.FullName == bare) ?? throw new InvalidOperationException(
            $"a job names the type {name}; allowed are {string.Join(", ", StoredTypes.Select(type => type.FullName))}");
    }

    public void Dispose()
    {
        _servers.ForEach(server => server.SendStop());
        _servers.ForEach(server => server.Dispose());
        _storage.Dispose();
    }

    private void Serve(string[] queues)
    {
        lock (_gate)
        {
            string[] added = [.. queues.Where(_served.Add)];
            if (added.Length > 0)
            {
                _servers.Add(new BackgroundJobServer(
                    new BackgroundJobServerOptions
                    {
                        Activator = new Activation(_run),
                        FilterProvider = _filters,
                        Queues = added,
                        ShutdownTimeout = _shutdown,
                        WorkerCount = _slots,
                    },
                    _storage));
            }
        }
    }

    private sealed class Activation(StageJob.Body run) : JobActivator
    {
        public override object ActivateJob(Type jobType) => new StageJob(run);
    }
}
