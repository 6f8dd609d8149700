using Hangfire;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.States;

namespace PiCIE.Pipeline.Queues;

/// <summary>
/// Runs a Hangfire server on the queue of a pool, which hands each offered stage to a worker thread of this process. It holds nothing that is not in
/// our tables, and keeps none of its own filters: no retry, no continuation.
/// </summary>
internal sealed class StageJobQueue : IDisposable
{
    /// <summary>Number of threads beyond the slots, so that a job which waits for its slot in vain keeps no other from starting.</summary>
    private const int SpareThreads = 2;

    private static readonly Type[] StoredTypes = [typeof(StageJob), typeof(string), typeof(Guid), typeof(int)];

    private readonly JobFilterProviderCollection _filters = [new JobFilterAttributeFilterProvider()];
    private readonly BackgroundJobServer _server;
    private readonly BackgroundJobClient _client;
    private readonly WokenQueue? _woken;

    /// <summary>Starts a server on the queue of a pool.</summary>
    /// <param name="storage">Storage of the jobs; all pools of a process share one.</param>
    /// <param name="name">Name of the queue.</param>
    /// <param name="run">Does the work of a job.</param>
    /// <param name="slots">Number of stages at once.</param>
    /// <param name="shutdown">Time for which the end of the server waits for its jobs.</param>
    /// <param name="alone">Whether it is the first server of the process: the further ones leave the storage's own upkeep to it.</param>
    public StageJobQueue(JobStorage storage, string name, StageJob.Body run, int slots, TimeSpan shutdown, bool alone = true)
    {
        GlobalConfiguration.Configuration.UseTypeResolver(ResolveType);
        GlobalJobFilters.Filters.Clear();
        Name = name;
        _woken = storage is PostgreSqlStorage server ? WokenQueue.Of(server, name) : null;
        _client = new BackgroundJobClient(storage, _filters);
        _server = new BackgroundJobServer(
            new BackgroundJobServerOptions
            {
                Activator = new Activation((stage, offer) =>
                {
                    // Two words that come before a thread has woken are one: whoever found a job sends the next to look.
                    Wake();
                    return run(stage, offer);
                }),
                FilterProvider = _filters,
                Queues = [name],
                ShutdownTimeout = shutdown,
                WorkerCount = slots + SpareThreads,
                IsLightweightServer = !alone,
            },
            storage);
    }

    /// <summary>Name of the queue.</summary>
    public string Name { get; }

    /// <summary>Puts an offered stage into the queue.</summary>
    /// <param name="title">Title for people.</param>
    /// <param name="stage">Id of the stage.</param>
    /// <param name="offer">Number of the offer.</param>
    public void Create(string title, Guid stage, int offer) => CreateIn(Name, title, stage, offer);

    /// <summary>Puts an offered stage into the queue of any pool on the same storage.</summary>
    /// <param name="queue">Name of that queue.</param>
    /// <param name="title">Title for people.</param>
    /// <param name="stage">Id of the stage.</param>
    /// <param name="offer">Number of the offer.</param>
    public void CreateIn(string queue, string title, Guid stage, int offer) =>
        _client.Create(Job.FromExpression<StageJob>(job => job.Run(title, stage, offer)), new EnqueuedState(queue));

    /// <summary>Sends an idle thread to look for a job. Storage in memory does so by itself.</summary>
    public void Wake() => _woken?.Wake();

    /// <summary>
    /// Returns the type that a stored job names. Only the job and its parameters are allowed, so that no stored text creates anything else.
    /// </summary>
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
        _server.SendStop();
        _server.Dispose();
    }

    private sealed class Activation(StageJob.Body run) : JobActivator
    {
        public override object ActivateJob(Type jobType) => new StageJob(run);
    }
}
