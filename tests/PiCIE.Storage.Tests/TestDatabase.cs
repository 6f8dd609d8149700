using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Migrating;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests;

/// <summary>A real database, migrated: a SQLite file in a folder of its own, or one of a PostgreSQL server of the test program's own.</summary>
internal sealed class TestDatabase : IDbContextFactory<PicieContext>, IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picie-storage-");
    private DbContextOptions<PicieContext>? _options;

    /// <summary>Connection string of the server's database; null for a file.</summary>
    public string? Server { get; private init; }

    public string File => Path.Combine(_folder.FullName, "picie.db");

    public string LockFile => Path.Combine(_folder.FullName, "migrate.lock");

    public StageLedger Ledger => new(this, new EventJournal(Routes), TimeProvider.System, new FailureRules());

    public DeliveryRoutes Routes { get; init; } = DeliveryRoutes.None;

    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind = DatabaseKind.Sqlite, DeliveryRoutes? routes = null)
    {
        TestDatabase database = new()
        {
            Routes = routes ?? DeliveryRoutes.None,
            Server = kind == DatabaseKind.PostgreSql ? await PostgreSqlServer.NewDatabaseAsync() : null,
        };
        if (database.Server is null)
        {
            await EmptyDatabase.PlaceAsync(database.File);
        }

        return database;
    }

    public async Task MigrateAsync(CancellationToken cancel = default)
    {
        await using PicieContext context = CreateDbContext();
        await DatabaseMigration.RunAsync(context, LockFile, cancel);
    }

    public PicieContext CreateDbContext() => new(_options ??= Server is null ? SqliteDatabase.Options(File) : PostgreSqlDatabase.Options(Server));

    public async Task ExecuteAsync(string sql)
    {
        await using PicieContext context = CreateDbContext();
        await context.Database.ExecuteSqlRawAsync(sql);
    }

    /// <summary>A stage that a run wants, with the inputs of other stages.</summary>
    public async Task<Guid> AddStageAsync(StageState state, params Guid[] sources)
    {
        await using PicieContext context = CreateDbContext();
        Stage stage = new(state)
        {
            Id = Guid.CreateVersion7(),
            Key = $"{Guid.NewGuid():N}",
            Kind = StageKind.Train,
            Settings = "{}",
            Title = "train",
            Needs = "train/1/auto",
            Device = "auto",
        };
        context.Stages.Add(stage);
        context.StageInputs.AddRange(sources.Select((source, index) => new StageInput
        {
            StageId = stage.Id,
            Role = $"input{index}",
            SourceStageId = source,
        }));
        context.RunStages.Add(new RunStage { RunId = await RunAsync(context), StageId = stage.Id });
        await context.SaveChangesAsync();
        await Wanting.UpdateAsync(context, [stage.Id], default);
        return stage.Id;
    }

    /// <summary>Offers a stage to a pool, if it is ready.</summary>
    /// <returns>Number of the newest offer.</returns>
    public async Task<int> OfferAsync(Guid stage, TimeSpan? until = null)
    {
        await using PicieContext context = CreateDbContext();
        DateTimeOffset end = DateTimeOffset.UtcNow + (until ?? TimeSpan.FromHours(1));
        await context.Stages.Where(row => row.Id == stage && row.State == StageState.Ready).ExecuteUpdateAsync(update => update
            .SetProperty(row => row.Offer, row => row.Offer + 1)
            .SetProperty(row => row.Pool, "test")
            .SetProperty(row => row.OfferedUntil, end));
        return await context.Stages.Where(row => row.Id == stage).Select(row => row.Offer).SingleAsync();
    }

    /// <summary>Offers a stage and starts it on that offer.</summary>
    public async Task<StartedAttempt?> StartAsync(Guid stage, AttemptStart start) =>
        await Ledger.StartAsync(stage, start with { Offer = await OfferAsync(stage) }, default);

    /// <summary>Does a stage.</summary>
    public async Task CommitAsync(Guid stage, AttemptStart start, StageCommit commit)
    {
        StartedAttempt started = (await StartAsync(stage, start)).ShouldNotBeNull();
        (await Ledger.CommitAsync(stage, started.Number, commit, default)).ShouldBeTrue();
    }

    public async Task<Stage> StageAsync(Guid id)
    {
        await using PicieContext context = CreateDbContext();
        return await context.Stages.AsNoTracking().SingleAsync(stage => stage.Id == id);
    }

    public async Task<List<string>> EventsAsync()
    {
        await using PicieContext context = CreateDbContext();
        return await context.Events.OrderBy(row => row.Seq).Select(row => row.Type).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
        {
            await PostgreSqlServer.RemoveAsync(Server);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static async Task<Guid> RunAsync(PicieContext context)
    {
        if (await context.Runs.FirstOrDefaultAsync() is { } there)
        {
            return there.Id;
        }

        Experiment experiment = new() { Id = Guid.CreateVersion7(), Person = "p", Name = "n", Task = "t", Data = "d" };
        Run run = new()
        {
            Id = Guid.CreateVersion7(),
            ExperimentId = experiment.Id,
            Name = "seed-1",
            Identity = "i",
            ConfigId = "c",
            GroupKey = "g",
            MemberKey = "m",
            StageCount = 100,
            SubmittedAt = DateTimeOffset.UtcNow,
        };
        context.Add(experiment);
        context.Add(run);
        context.Add(new RunGroup { GroupKey = run.GroupKey, ConfigId = run.ConfigId, Members = 1 });
        return run.Id;
    }
}
