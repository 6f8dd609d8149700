using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Specs;
using PiCIE.Pipeline.Submissions;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Checking;
using PiCIE.Storage.DataSets;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests;

/// <summary>A home of its own in a temporary folder, with a real database and a stage program that ends as it is told.</summary>
internal sealed class TestHome : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private readonly bool _owned;

    private WorkerLock? _lock;

    private readonly Dictionary<Guid, IReadOnlyList<Guid>> _asked = [];

    public TestHome(Action<IServiceCollection>? replace = null)
        : this(Directory.CreateTempSubdirectory("picie-home-").FullName, replace) => _owned = true;

    /// <summary>A home whose database is of a kind.</summary>
    public static async Task<TestHome> OnAsync(DatabaseKind kind, Action<IServiceCollection>? replace = null) => new(
        Directory.CreateTempSubdirectory("picie-home-").FullName, replace, kind == DatabaseKind.PostgreSql ? await PostgreSqlServer.NewDatabaseAsync() : null, owned: true);

    /// <summary>The home of another, as a second process sees it.</summary>
    public TestHome(string root, Action<IServiceCollection>? replace = null, string? server = null, bool owned = false, string? artifacts = null)
    {
        _owned = owned;
        Root = root;
        Directory.CreateDirectory(Path.Combine(Root, "control"));
        File.WriteAllText(Path.Combine(Root, "control", "versions"), JsonSerializer.Serialize(StageVersions.All));
        Home = PicieHome.From(
            name => name switch
            {
                "PICIE_HOME" => Root,
                "PICIE_USER" => "tester",
                "PICIE_ARTIFACTS" => artifacts,
                "PICIE_STAGE" => Path.Combine(AppContext.BaseDirectory, "fake-stage.sh"),
                _ => null,
            },
            Root) with
        { Server = server };
        IServiceCollection services = new ServiceCollection().AddPicie(Home);
        replace?.Invoke(services);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public string Root { get; }

    public PicieHome Home { get; }

    /// <summary>The right to work on the home, taken when it is first asked for.</summary>
    public WorkerLock Lock => _lock ??= WorkerLock.Take(Home, "tests");

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<PicieContext> OpenAsync()
    {
        await PlaceAsync();
        return await Get<OpenDatabase>().OpenAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>How a kind of stage ends from now on; null for well.</summary>
    public void Let(string kind, string? mode)
    {
        string file = Path.Combine(Root, "control", kind);
        File.Delete(file);
        if (mode is not null)
        {
            File.WriteAllText(file, mode);
        }
    }

    /// <summary>Whether the stage process that started last still runs.</summary>
    public bool IsLastAlive()
    {
        try
        {
            using Process last = Process.GetProcessById(int.Parse(File.ReadAllText(Path.Combine(Root, "control", "pid")), CultureInfo.InvariantCulture));
            return !last.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Waits until a stage has noted this in the control folder.</summary>
    public async Task UntilAsync(string note, TimeSpan deadline)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!File.Exists(Path.Combine(Root, "control", note)))
        {
            watch.Elapsed.ShouldBeLessThan(deadline, $"nobody noted '{note}'");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Kinds of the stages that were started, in order.</summary>
    public string[] Ran() => File.Exists(RanFile) ? File.ReadAllLines(RanFile) : [];

    /// <summary>The last order that a kind of stage was given.</summary>
    public StageOrder OrderOf(string kind) =>
        JsonSerializer.Deserialize<StageOrder>(File.ReadAllText(Path.Combine(Root, "control", $"order-{kind}")), StageJson.Options)!;

    public async Task<Guid> SubmitAsync(PlannedExperiment planned)
    {
        await using PicieContext context = await OpenAsync();
        await Get<DoneStages>().WithdrawDamagedAsync(context, planned.Plan, TestContext.Current.CancellationToken);
        (Guid id, IReadOnlyList<Guid> runs, _, _) = await Get<Submission>().WriteAsync(context, planned, Home.Person, TestContext.Current.CancellationToken);
        _asked[id] = runs;
        return id;
    }

    /// <summary>A data set of a name whose folder is the home.</summary>
    public Guid DataSet(string name)
    {
        using PicieContext context = OpenAsync().GetAwaiter().GetResult();
        if (context.DataSets.SingleOrDefault(row => row.Name == name) is { } there)
        {
            return there.Id;
        }

        DataSet added = new() { Id = Guid.CreateVersion7(), Name = name };
        context.DataSets.Add(added);
        context.DataSetPaths.Add(new DataSetPath { DataSetId = added.Id, Path = Root, FileHashes = "{}" });
        context.SaveChanges();
        return added.Id;
    }

    /// <summary>The id of the one stage of a kind.</summary>
    public async Task<Guid> StageIdAsync(StageKind kind)
    {
        await using PicieContext context = await OpenAsync();
        return await context.Stages.Where(stage => stage.Kind == kind).Select(stage => stage.Id).SingleAsync();
    }

    /// <summary>Offers a ready stage as admission does.</summary>
    /// <returns>Number of its newest offer.</returns>
    public async Task<int> OfferAsync(Guid stage)
    {
        await using PicieContext context = await OpenAsync();
        DateTimeOffset end = DateTimeOffset.UtcNow.AddHours(1);
        await context.Stages.Where(row => row.Id == stage && row.State == StageState.Ready).ExecuteUpdateAsync(update => update
            .SetProperty(row => row.Offer, row => row.Offer + 1)
            .SetProperty(row => row.Pool, WorkSession.PoolName)
            .SetProperty(row => row.OfferedUntil, end));
        return await context.Stages.Where(row => row.Id == stage).Select(row => row.Offer).SingleAsync();
    }

    /// <summary>Starts a ready stage as another process would that dies at once.</summary>
    public async Task<StartedAttempt> StartAsync(Guid stage) => (await Get<IStageLedger>().StartAsync(
        stage, new AttemptStart("gone:1", "picie", "cpu", 2, number => $"{number}.log") { Offer = await OfferAsync(stage) }, CancellationToken.None)).ShouldNotBeNull();

    /// <summary>The experiments that were submitted.</summary>
    public IReadOnlyCollection<Guid> Submitted => _asked.Keys;

    /// <summary>The runs that the newest submit of an experiment named.</summary>
    public IReadOnlyList<Guid> Asked(Guid experiment) => _asked[experiment];

    /// <summary>Works, and looks afterwards whether the invariants hold.</summary>
    public async Task<WorkOutcome> WorkAsync(Guid experiment, IRunObserver? observer = null, CancellationToken stop = default)
    {
        WorkOutcome outcome = await Get<LocalWorker>().RunAsync(experiment, Asked(experiment), observer ?? SilentObserver.Instance, stop);
        await using PicieContext context = await OpenAsync();
        (await Invariants.BrokenAsync(context, CancellationToken.None)).ShouldBeEmpty();
        return outcome;
    }

    public async Task<T> SendAsync<T>(IRequest<T> request)
    {
        if (request is SubmitExperiment)
        {
            await PlaceAsync();
        }

        await using AsyncServiceScope scope = _services.CreateAsyncScope();
        T answer = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, TestContext.Current.CancellationToken);
        if (answer is SubmittedExperiment submitted)
        {
            _asked[submitted.ExperimentId] = submitted.Runs;
        }

        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        _lock?.Dispose();
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_owned)
        {
            Directory.Delete(Root, recursive: true);
            await (Home.Server is { } server ? PostgreSqlServer.RemoveAsync(server) : Task.CompletedTask);
        }
    }

    private Task PlaceAsync() => Home.Server is null ? EmptyDatabase.PlaceAsync(Home.Database) : Task.CompletedTask;

    private string RanFile => Path.Combine(Root, "control", "ran");
}
