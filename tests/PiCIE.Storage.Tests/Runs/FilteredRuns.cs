using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Filters;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Groups;
using PiCIE.Storage.Metrics;
using PiCIE.Storage.Runs;
using PiCIE.Storage.Searching;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Runs;

/// <summary>A database with runs that differ in every field, and the lists that filters give of them.</summary>
internal static class FilteredRuns
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Five runs, each submitted a day after the one before, from 25 November on. <c>a1</c> and <c>a2</c> of Ada's "Fields" are done, <c>a3</c> failed; of Ben's "forests" <c>b1</c>
    /// waits and <c>b2</c>, which <c>b1</c> superseded, is archived. <c>a1</c>, <c>a2</c> and <c>b2</c> share settings.
    /// </summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind)
    {
        TestDatabase database = await TestDatabase.CreateAsync(kind);
        await using PicieContext context = database.CreateDbContext();
        Experiment fields = new() { Id = Guid.CreateVersion7(), Person = "ada", Name = "Fields", Task = "camvid-11", Data = "camvid" };
        Experiment forests = new() { Id = Guid.CreateVersion7(), Person = "ben", Name = "forests", Task = "/tasks/trees.yaml", Data = "/data/100%_trees" };
        context.AddRange(fields, forests);
        Run a1 = RowOf(fields, "a1", "s1", 1, 25), a2 = RowOf(fields, "a2", "s1", 2, 26), a3 = RowOf(fields, "a3", "s2", 3, 27), b1 = RowOf(forests, "b1", "s2", 1, 28), b2 = RowOf(forests, "b2", "s1", 2, 29);
        (a1.Status, a1.EndedAt, a1.HeadlineSplit, a1.Accuracy, a1.MeanIoU) = (RunStatus.Done, Now.AddHours(-1), "val", 50, 20.5);
        (a2.Status, a2.EndedAt, a2.HeadlineSplit, a2.Accuracy, a2.MeanIoU) = (RunStatus.Done, Now, "val", 40, 30.5);
        (a3.Status, a3.EndedAt) = (RunStatus.Failed, Now);
        (b2.ArchivedAt, b2.SupersededById) = (Now, b1.Id);
        context.AddRange(a1, a2, a3, b1, b2);
        context.AddRange(Settings("s1", ("method", "picie", null), ("train.learningRate", null, 1e-4), ("evaluate.splits", "val,test", null), ("backbone.weights", "imagenet", null)));
        context.AddRange(Settings("s2", ("method", "frozen", null), ("backbone.weights", "50%_Größe", null)));
        context.AddRange(Figures(a1, ("val.meanIoU", 20.5), ("val.accuracy", 50), ("val.accuracyStd", 2), ("val.iou.sky", 80)));
        context.AddRange(Figures(a2, ("val.meanIoU", 30.5), ("val.accuracy", 40), ("test.meanIoU", 10)));
        context.AddRange(new RunTag { RunId = a1.Id, Tag = "best" }, new RunTag { RunId = b1.Id, Tag = "Ärger" });
        context.Add(new ExperimentTag { ExperimentId = fields.Id, Tag = "paper" });
        context.AddRange(NoteOf(fields, a2, "looks like a *star*"), NoteOf(forests, null, "for the reviewers"));
        context.Add(new Star { Person = "ada", RunId = a2.Id, CreatedAt = Now });
        Stage trained = StageOf(StageKind.Train, StageState.Ready, StageVersions.Of(StageKind.Train)), broken = StageOf(StageKind.Train, StageState.Failed, 1), old = StageOf(StageKind.Cluster, StageState.Ready, 0);
        context.AddRange(trained, broken, old);
        context.AddRange(Link(a1, trained), Link(a3, broken), Link(b2, old));
        context.AddRange(TryOf(trained, "fast:1", Now.AddHours(-2), null), TryOf(broken, "slow:2", Now.AddHours(-1), FailureKind.Crash));
        MetricSeries loss = new() { Id = Guid.CreateVersion7(), StageId = trained.Id, Attempt = 1, Name = "loss" };
        context.Add(loss);
        context.AddRange(new[] { 3.0, 1.0, 2.0 }.Select((value, step) => new MetricPoint { SeriesId = loss.Id, Step = step, Value = value, At = Now }));
        context.Add(new StoredEvent { At = Now, Type = "late-result", Body = "{}", StageId = trained.Id });
        await context.SaveChangesAsync();
        await using IDbContextTransaction kept = await context.Database.BeginTransactionAsync();
        await GroupFigures.AddAsync(context, [a1.GroupKey, a3.GroupKey], default);
        await GroupFigures.UpdateAsync(context, [a1.GroupKey, a3.GroupKey], default);
        await SearchTexts.UpdateAsync(context, fields.Id, null, default);
        await SearchTexts.UpdateAsync(context, forests.Id, null, default);
        await kept.CommitAsync();
        return database;
    }

    /// <summary>The names of the runs that a filter lets through, in order; one text for all.</summary>
    public static async Task<string> NamesAsync(TestDatabase database, string where, string? sort = "name") =>
        string.Join(' ', (await PageAsync(database, new RunQuery { Where = FilterParser.Parse(where), Order = sort is null ? [] : FilterOrder.Parse(sort) })).Runs.Select(run => run.Name));

    public static Task<RunPage> PageAsync(TestDatabase database, RunQuery query) =>
        RunListReader.ReadAsync(Source(database), query with { Person = "ada", Now = Now }, TestContext.Current.CancellationToken);

    public static Task<long> CountAsync(TestDatabase database, RunQuery query, int? most = null) =>
        RunListReader.CountAsync(Source(database), query with { Person = "ada", Now = Now }, most, TestContext.Current.CancellationToken);

    public static RunSource Source(TestDatabase database, Action<DbCommand>? asking = null) =>
        database.Server is { } server ? RunSource.OfServer(server, asking) : RunSource.OfFile(database.File, asking);

    private static Run RowOf(Experiment experiment, string name, string settings, long seed, int day) => new()
    {
        Id = Guid.CreateVersion7(),
        ExperimentId = experiment.Id,
        Name = name,
        Identity = name,
        ConfigId = $"c0ffee00{settings}",
        SettingsId = settings,
        GroupKey = $"group-{settings}",
        MemberKey = name,
        TrainSeed = seed,
        ClusterSeed = seed,
        StageCount = 4,
        CreatedAt = new DateTimeOffset(2026, 11, day, 12, 0, 0, TimeSpan.Zero),
    };

    private static IEnumerable<RunSetting> Settings(string id, params (string Key, string? Text, double? Number)[] values) =>
        values.Select(value => new RunSetting { SettingsId = id, Key = value.Key, TextValue = value.Text, NumberValue = value.Number });

    private static IEnumerable<RunMetric> Figures(Run run, params (string Key, double Value)[] values) =>
        values.Select(value => new RunMetric { RunId = run.Id, Key = value.Key, Value = value.Value });

    private static Note NoteOf(Experiment experiment, Run? run, string text) =>
        new() { Id = Guid.CreateVersion7(), ExperimentId = experiment.Id, RunId = run?.Id, Person = "ada", Text = text, CreatedAt = Now };

    private static Stage StageOf(StageKind kind, StageState state, int version) => new(state)
    {
        Id = Guid.CreateVersion7(),
        Key = $"{Guid.NewGuid():N}",
        Kind = kind,
        Version = version,
        AttemptNumber = kind == StageKind.Train ? 1 : 0,
        Settings = "{}",
        Title = "stage",
        Needs = "needs",
        Device = "auto",
    };

    private static RunStage Link(Run run, Stage stage) => new() { RunId = run.Id, StageId = stage.Id };

    private static Attempt TryOf(Stage stage, string worker, DateTimeOffset started, FailureKind? failure) => new()
    {
        Id = Guid.CreateVersion7(),
        StageId = stage.Id,
        Number = 1,
        Worker = worker,
        Threads = 1,
        Device = "cpu",
        Program = "picie",
        StartedAt = started,
        HeartbeatAt = started,
        EndedAt = Now,
        Outcome = failure is null ? AttemptOutcome.Succeeded : AttemptOutcome.Failed,
        FailureKind = failure,
    };
}
