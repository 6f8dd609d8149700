using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Collecting;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Marks;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Verifying;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Checking;
using PiCIE.Storage.Collecting;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;
using PiCIE.Storage.Inserting;
using PiCIE.Storage.Metrics;

namespace PiCIE.Pipeline.Tests.Collecting;

/// <summary>What was deleted a week ago is taken away, with what only it had; nothing that a run points to is touched.</summary>
public sealed class CollectingTests
{
    [Theory]
    [OnEachDatabase]
    public async Task A_run_is_taken_away_a_week_after_its_deletion_with_what_only_it_had(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));
        await home.WorkAsync(experiment);
        await DeleteAsync(home, "fields/seed-1");
        int artifacts = Store(home).List().Count();
        int logs = Logs(home).Length;

        GarbageDocument early = await home.SendAsync(new CollectGarbage(Plan: false));
        early.Runs.ShouldBeEmpty("it can still be restored");
        early.Recoverable.ShouldHaveSingleItem().Name.ShouldBe("seed-1");
        await AgeAsync(home);
        GarbageDocument plan = await home.SendAsync(new CollectGarbage(Plan: true));
        (plan.Runs.Single().Name, plan.Stages, plan.WholeStore).ShouldBe(("seed-1", 3, true));
        Store(home).List().Count().ShouldBe(artifacts, "a plan changes nothing");

        GarbageDocument gone = await home.SendAsync(new CollectGarbage(Plan: false));

        (gone.Removed, gone.Bytes).ShouldBe((true, plan.Bytes));
        gone.Bytes.ShouldBeGreaterThan(0);
        Store(home).List().Count().ShouldBe(artifacts - 3);
        Logs(home).Length.ShouldBe(logs - 3);
        await using PicieContext context = await home.OpenAsync();
        (await context.Stages.CountAsync()).ShouldBe(4, "what the other run has stays");
        (await context.Attempts.CountAsync()).ShouldBe(4);
        (await context.MetricSeries.CountAsync()).ShouldBe(await context.MetricSeries.CountAsync(series => context.Stages.Any(stage => stage.Id == series.StageId)));
        (await context.Events.CountAsync(row => row.Type == "run-collected")).ShouldBe(1);
        (await context.Events.CountAsync(row => row.Type == "run-added")).ShouldBe(2, "events stay");
        (await Invariants.BrokenAsync(context, default)).ShouldBeEmpty();
        (await home.SendAsync(new VerifyArtifacts(Contents: true))).Damaged.ShouldBeEmpty();
        (await home.SendAsync(new ShowRun("fields/seed-2"))).Runs[0].Stages.Count.ShouldBe(4);
        (await home.SendAsync(new CollectGarbage(Plan: false))).TotalBytes.ShouldBe(0, "the second time there is nothing");

        (await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2)))).ShouldBe(WorkOutcome.Done);
        home.Ran().Length.ShouldBe(10, "what is gone is made again");
    }

    [Theory]
    [OnEachDatabase]
    public async Task With_its_last_run_an_experiment_goes_and_leaves_what_others_share(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));
        Guid other = await home.SubmitAsync(TestPlans.Of(home, "meadows", "text", 1, 2));
        await home.WorkAsync(other);
        await home.SendAsync(new WriteNote("fields", "no good", null));
        await home.SendAsync(new Tag(["fields", "fields/seed-1"], ["old"], []));
        await DeleteAsync(home, "fields");
        await AgeAsync(home);

        (await home.SendAsync(new CollectGarbage(Plan: false))).Stages.ShouldBe(0, "all its stages belong to the other experiment too");

        await using PicieContext context = await home.OpenAsync();
        (await context.Experiments.SingleAsync()).Name.ShouldBe("meadows");
        (await context.Notes.CountAsync(), await context.RunTags.CountAsync(), await context.ExperimentTags.CountAsync()).ShouldBe((0, 0, 0));
        (await context.Stages.CountAsync(), await context.Runs.CountAsync()).ShouldBe((7, 2));
        (await home.SendAsync(new VerifyArtifacts(Contents: true))).Damaged.ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_run_that_nobody_deleted_keeps_all_that_took_its_place_one_after_the_other(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid first = home.Asked(await home.SubmitAsync(TestPlans.OfPhotographs("one", home, "fields", "text", 1)))[0];
        Guid second = home.Asked(await home.SubmitAsync(TestPlans.OfPhotographs("two", home, "fields", "text", 1)))[0];
        Guid third = home.Asked(await home.SubmitAsync(TestPlans.OfPhotographs("three", home, "fields", "text", 1)))[0];
        await using PicieContext context = await home.OpenAsync();
        await context.Runs.Where(run => run.Id == first).ExecuteUpdateAsync(update => update.SetProperty(run => run.SupersededById, second));
        await context.Runs.Where(run => run.Id == second).ExecuteUpdateAsync(update => update.SetProperty(run => run.SupersededById, third));
        DateTimeOffset before = DateTimeOffset.UtcNow.AddDays(-8);
        await context.Runs.Where(run => run.Id != first).ExecuteUpdateAsync(update => update.SetProperty(run => run.DeletedAt, before));

        (await home.SendAsync(new CollectGarbage(Plan: false))).Runs.ShouldBeEmpty();
        (await context.Runs.CountAsync()).ShouldBe(3);

        await context.Runs.ExecuteUpdateAsync(update => update.SetProperty(run => run.DeletedAt, before));
        (await home.SendAsync(new CollectGarbage(Plan: false))).Runs.Count.ShouldBe(3);
        (await context.Runs.CountAsync()).ShouldBe(0);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Points_go_in_parts_and_whoever_was_killed_between_goes_on(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));
        Guid train = await home.StageIdAsync(StageKind.Train);
        await using PicieContext context = await home.OpenAsync();
        Guid series = await context.MetricSeries.Where(row => row.StageId == train).Select(row => row.Id).FirstAsync();
        await using (IDbContextTransaction transaction = await context.Database.BeginTransactionAsync())
        {
            await context.MetricPoints.Where(point => point.SeriesId == series).ExecuteDeleteAsync();
            MetricPoint[] points = [.. Enumerable.Range(0, 45_000).Select(step => new MetricPoint { SeriesId = series, Step = step, At = DateTimeOffset.UtcNow })];
            await BulkInsert.InsertAsync(context, points, default);
            context.MetricLevels.Add(new MetricLevel { SeriesId = series, Level = 1, Points = 16, NotNumbers = 16 });
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        await DeleteAsync(home, "fields");
        await AgeAsync(home);
        int left;
        do
        {
            // Killed after its second transaction, and begun again: the first takes the runs away or finds none, the second takes one part of what is left.
            using CancellationTokenSource killed = new();
            RunCollection dying = new(new DyingContexts(home, lives: 2, killed), home.Get<EventJournal>(), TimeProvider.System);
            await Should.ThrowAsync<OperationCanceledException>(() => dying.CollectAsync(DateTimeOffset.UtcNow.AddDays(-7), killed.Token));
            left = await context.MetricPoints.CountAsync(point => point.SeriesId == series);
        }
        while (left == 45_000);

        (await context.Runs.CountAsync(), left).ShouldBe((0, 25_000));
        (await Invariants.BrokenAsync(context, default)).ShouldBeEmpty();

        await home.SendAsync(new CollectGarbage(Plan: false));

        (await context.Stages.CountAsync(), await context.MetricPoints.CountAsync(), await context.MetricSeries.CountAsync(), await context.MetricBatches.CountAsync()).ShouldBe((0, 0, 0, 0));
        (await context.Artifacts.CountAsync(), await context.SpecRevisions.CountAsync(), await context.Experiments.CountAsync()).ShouldBe((0, 0, 0));
        foreach (ArtifactAddress made in (ArtifactAddress[])[.. Store(home).List()])
        {
            // Its process died before it removed them; a day later they are as old as this.
            Directory.Move(Store(home).PathOf(made), Store(home).PathOf(made with { Id = Guid.CreateVersion7(DateTimeOffset.UtcNow.AddDays(-2)) }));
        }

        (await home.SendAsync(new CollectGarbage(Plan: false))).Unnamed.Count.ShouldBe(4);
        Store(home).List().ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_that_no_row_names_go_unless_they_are_fresh_or_somebody_works_on_them()
    {
        await using TestHome home = new();
        home.Let("train", "quit");
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Task<WorkOutcome> first = home.WorkAsync(experiment);
        await first;
        Guid train = await home.StageIdAsync(StageKind.Train);
        await using PicieContext context = await home.OpenAsync();
        string key = await context.Stages.Where(stage => stage.Id == train).Select(stage => stage.Key).SingleAsync();
        Guid old = Guid.CreateVersion7(DateTimeOffset.UtcNow.AddDays(-2));
        ArtifactAddress unnamed = new("train", key, old);
        ArtifactAddress checkpoint = ArtifactAddress.OfCheckpoint(key, old, 3);
        ArtifactAddress fresh = new("train", key, Guid.CreateVersion7());
        ArtifactAddress working = new("train", key, Guid.CreateVersion7(DateTimeOffset.UtcNow.AddDays(-3)));
        context.Attempts.Add(new Storage.Stages.Attempt { Id = working.Id, StageId = train, Number = 99, Worker = "w", Device = "cpu", Program = "p" });
        await context.SaveChangesAsync();
        foreach (ArtifactAddress address in (ArtifactAddress[])[unnamed, checkpoint, fresh, working])
        {
            Directory.CreateDirectory(Store(home).PathOf(address));
            await File.WriteAllTextAsync(Store(home).PathOf(address, "weights"), "12345");
        }

        string mine = Directory.CreateDirectory(Path.Combine(home.Home.ArtifactsFolder, "train", key, "notes of mine")).FullName;
        string aside = Directory.CreateDirectory(Path.Combine(home.Home.ArtifactsFolder, ".aside", "old")).FullName;
        Directory.CreateDirectory(Path.Combine(home.Home.ArtifactsFolder, ".aside", "new"));
        Directory.SetLastWriteTimeUtc(aside, DateTime.UtcNow.AddDays(-2));

        GarbageDocument plan = await home.SendAsync(new CollectGarbage(Plan: true));
        plan.Unnamed.ShouldBe([new GarbageFiles($"{checkpoint}", 5), new GarbageFiles($"{unnamed}", 5)]);
        await home.SendAsync(new CollectGarbage(Plan: false));

        Directory.Exists(Store(home).PathOf(unnamed)).ShouldBeFalse();
        Directory.Exists(Store(home).PathOf(checkpoint)).ShouldBeFalse();
        Directory.Exists(Store(home).PathOf(fresh)).ShouldBeTrue("its row may be on its way");
        Directory.Exists(Store(home).PathOf(working)).ShouldBeTrue("its attempt goes on");
        Directory.Exists(mine).ShouldBeTrue("no store gave that name");
        Directory.GetDirectories(Path.Combine(home.Home.ArtifactsFolder, ".aside")).ShouldHaveSingleItem().ShouldEndWith("new");
        (await home.SendAsync(new VerifyArtifacts(Contents: true))).Damaged.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_a_folder_that_two_homes_share_only_what_this_one_named_is_taken_away()
    {
        using TemporaryFolder shared = new();
        await using TestHome home = new(Directory.CreateTempSubdirectory("picie-home-").FullName, owned: true, artifacts: shared.Path);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));
        ArtifactAddress others = new("train", "k", Guid.CreateVersion7(DateTimeOffset.UtcNow.AddDays(-20)));
        Directory.CreateDirectory(Store(home).PathOf(others));
        await DeleteAsync(home, "fields");
        await AgeAsync(home);

        (await home.SendAsync(new CollectGarbage(Plan: false))).WholeStore.ShouldBeFalse();

        Store(home).List().ShouldHaveSingleItem().ShouldBe(others);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_submit_waits_while_rows_are_taken_away_and_the_other_way_round(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));
        await using PicieContext context = await home.OpenAsync();
        Task<Guid> submit;
        await using (IDbContextTransaction collecting = await context.Database.BeginTransactionAsync())
        {
            await DatabaseChange.CollectAloneAsync(context, default);
            submit = Task.Run(() => home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2)));
            (await Task.WhenAny(submit, Task.Delay(500))).ShouldNotBe(submit, "its stages could go while it looks at them");
            await collecting.CommitAsync();
        }

        await submit;
        await DeleteAsync(home, "fields");
        await AgeAsync(home);
        Task<GarbageDocument> collect;
        await using (IDbContextTransaction submitting = await context.Database.BeginTransactionAsync())
        {
            await DatabaseChange.KeepCollectionAwayAsync(context, default);
            collect = Task.Run(() => home.SendAsync(new CollectGarbage(Plan: false)));
            (await Task.WhenAny(collect, Task.Delay(500))).ShouldNotBe(collect, "somebody attaches to stages");
            await submitting.CommitAsync();
        }

        (await collect).Runs.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Reading_what_could_be_taken_away_makes_no_home()
    {
        await using TestHome home = new();

        (await home.SendAsync(new CollectGarbage(Plan: true))).TotalBytes.ShouldBe(0);
        (await home.SendAsync(new CollectGarbage(Plan: false))).TotalBytes.ShouldBe(0);

        File.Exists(home.Home.Database).ShouldBeFalse();
    }

    private static IArtifactStore Store(TestHome home) => home.Get<IArtifactStore>();

    private static string[] Logs(TestHome home) => Directory.GetFiles(home.Home.LogsFolder, "*.log", SearchOption.AllDirectories);

    private static async Task DeleteAsync(TestHome home, string name)
    {
        await home.SendAsync(new Archive([name]));
        await home.SendAsync(new DeleteRuns([name], Restore: false, Plan: false));
    }

    /// <summary>Lets a week pass for what was deleted.</summary>
    private static async Task AgeAsync(TestHome home)
    {
        await using PicieContext context = await home.OpenAsync();
        DateTimeOffset before = DateTimeOffset.UtcNow.AddDays(-8);
        await context.Runs.Where(run => run.DeletedAt != null).ExecuteUpdateAsync(update => update.SetProperty(run => run.DeletedAt, before));
    }

    /// <summary>Opens contexts for a process that is killed after some transactions.</summary>
    private sealed class DyingContexts(TestHome home, int lives, CancellationTokenSource killed) : IDbContextFactory<PicieContext>
    {
        private int _opened;

        public PicieContext CreateDbContext()
        {
            if (++_opened > lives)
            {
                killed.Cancel();
            }

            return home.OpenAsync().GetAwaiter().GetResult();
        }
    }
}
