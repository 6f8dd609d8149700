using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage.Control;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Groups;
using PiCIE.Storage.Stages;
using PiCIE.Storage.Tests.Stages;

namespace PiCIE.Storage.Tests.Groups;

/// <summary>Runs of a few groups, each with an evaluation of its own that can be done, and what may happen to them.</summary>
internal sealed class ReplicatedRuns(TestDatabase database, IReadOnlyList<Guid> runs, IReadOnlyList<Guid> stages) : IAsyncDisposable
{
    private readonly RunDeletion _deletion = new(database, new EventJournal(DeliveryRoutes.None), TimeProvider.System);
    private readonly RunCancellation _cancellation = new(database, new EventJournal(DeliveryRoutes.None), TimeProvider.System);
    private readonly RunRetry _retry = new(database, new EventJournal(DeliveryRoutes.None), TimeProvider.System);

    public TestDatabase Database => database;

    public int Count => runs.Count;

    /// <summary>Runs that wait: run i is of group i mod <paramref name="groups"/>, and every two runs of a group are of one training where <paramref name="paired"/>.</summary>
    public static async Task<ReplicatedRuns> CreateAsync(DatabaseKind kind, int count, int groups, bool paired)
    {
        TestDatabase database = await TestDatabase.CreateAsync(kind);
        await using PicieContext context = database.CreateDbContext();
        Experiment experiment = new() { Id = Guid.CreateVersion7(), Person = "p", Name = "replicated", Task = "t", Data = "d" };
        Run[] runs = [.. Enumerable.Range(0, count).Select(number => RunOf(experiment.Id, number, $"g{number % groups}", $"m{number / groups / (paired ? 2 : 1)}"))];
        Stage[] stages = [.. runs.Select(run => StageOf(run.Name))];
        context.Add(experiment);
        context.AddRange(runs.Cast<object>().Concat(stages));
        context.AddRange(runs.Zip(stages, (run, stage) => new RunStage { RunId = run.Id, StageId = stage.Id, IsLast = true }));
        await context.SaveChangesAsync();
        await using (Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction = await context.Database.BeginTransactionAsync())
        {
            await GroupFigures.AddAsync(context, [.. runs.Select(run => run.GroupKey).Distinct()], default);
            await GroupFigures.UpdateAsync(context, [.. runs.Select(run => run.GroupKey).Distinct()], default);
            await Wanting.UpdateAsync(context, [.. stages.Select(stage => stage.Id)], default);
            await transaction.CommitAsync();
        }

        return new ReplicatedRuns(database, [.. runs.Select(run => run.Id)], [.. stages.Select(stage => stage.Id)]);
    }

    public async Task<StartedAttempt?> StartAsync(int run) => await database.StartAsync(stages[run], TestAttempts.Start);

    public async Task CommitAsync(int run, StartedAttempt started, params (string Key, string Value)[] figures) =>
        (await database.Ledger.CommitAsync(stages[run], started.Number, TestAttempts.Commit with { Results = [ResultOf(figures)] }, default)).ShouldBeTrue();

    public Task WithdrawAsync(int run) => database.Ledger.WithdrawAsync(stages[run], "it is damaged", default);

    public async Task ArchiveAsync(int run, bool undo)
    {
        await using PicieContext context = database.CreateDbContext();
        Guid id = runs[run];
        DateTimeOffset? archived = undo ? null : DateTimeOffset.UtcNow;
        await context.Runs.Where(row => row.Id == id).ExecuteUpdateAsync(update => update.SetProperty(row => row.ArchivedAt, archived));
    }

    public Task DeleteAsync(int run) => _deletion.DeleteAsync([runs[run]], "p", default);

    public Task RestoreAsync(int run) => _deletion.RestoreAsync([runs[run]], "p", default);

    public Task CancelAsync(int run) => _cancellation.CancelAsync([runs[run]], "p", default);

    public Task AskAgainAsync(int run) => _retry.AskAgainAsync([runs[run]], failed: true, "p", default);

    /// <summary>Computes the groups from the rows of the runs, in C# and one value after another, and compares them with what is stored.</summary>
    public async Task ShouldAddUpAsync(string after)
    {
        await using PicieContext context = database.CreateDbContext();
        List<Run> counting = await context.Runs.AsNoTracking().Where(run => run.DeletedAt == null && run.SupersededById == null).ToListAsync();
        ILookup<Guid, RunMetric> figures = (await context.RunMetrics.AsNoTracking().ToListAsync()).ToLookup(metric => metric.RunId);
        List<RunGroup> groups = await context.RunGroups.AsNoTracking().ToListAsync();
        Dictionary<(string Group, string Key), GroupMetric> stored = await context.GroupMetrics.AsNoTracking().ToDictionaryAsync(metric => (metric.GroupKey, metric.Key));
        foreach (RunGroup group in groups)
        {
            Run[] its = [.. counting.Where(run => run.GroupKey == group.GroupKey)];
            group.Members.ShouldBe(its.Where(run => run.Status != RunStatus.Canceled).Select(run => run.MemberKey).Distinct().Count(), after);
            group.N.ShouldBe(its.Where(run => run.Status == RunStatus.Done).Select(run => run.MemberKey).Distinct().Count(), after);
        }

        Dictionary<(string Group, string Key), double[]> computed = counting.Where(run => run.Status == RunStatus.Done)
            .SelectMany(run => figures[run.Id].Select(metric => (run.GroupKey, run.MemberKey, metric.Key, metric.Value)))
            .GroupBy(one => (one.GroupKey, one.MemberKey, one.Key))
            .GroupBy(member => (member.Key.GroupKey, member.Key.Key), member => member.Average(one => one.Value))
            .ToDictionary(group => group.Key, group => group.ToArray());
        stored.Keys.Order().ShouldBe(computed.Keys.Order(), after);
        foreach (((string Group, string Key) key, double[] values) in computed)
        {
            GroupMetric metric = stored[key];
            double mean = values.Average();
            (metric.N, metric.Min, metric.Max).ShouldBe((values.Length, values.Min(), values.Max()), after);
            metric.Mean.ShouldBe(mean, 1e-9, after);
            metric.M2.ShouldBe(values.Sum(value => (value - mean) * (value - mean)), 1e-9, after);
        }
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static SplitResult ResultOf((string Key, string Value)[] figures) => new()
    {
        Split = "val",
        Protocol = "{}",
        Accuracy = 50,
        MeanIoU = 25,
        Figures = $"{{{string.Join(", ", figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"\"{figure.Key}\": {figure.Value}")))}}}",
        Matrices = [[[1, 2], [3, 4]]],
    };

    private static Run RunOf(Guid experiment, int number, string group, string member) => new()
    {
        Id = Guid.CreateVersion7(),
        ExperimentId = experiment,
        Name = $"seed-{number}",
        Identity = $"{number}",
        ConfigId = "c",
        GroupKey = group,
        MemberKey = member,
        Position = number,
        StageCount = 1,
        CreatedAt = DateTimeOffset.UtcNow,
        SubmittedAt = DateTimeOffset.UtcNow,
    };

    private static Stage StageOf(string key) => new(StageState.Ready)
    {
        Id = Guid.CreateVersion7(),
        Key = key,
        Kind = StageKind.Evaluate,
        Settings = "{}",
        Title = "evaluate",
        Needs = "evaluate/1/auto",
        Device = "auto",
    };
}
