using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage.Checking;
using PiCIE.Storage.Stages;
using PiCIE.Storage.Tests.Stages;
using PiCIE.Storage.Workers;

namespace PiCIE.Storage.Tests.Checking;

/// <summary>Each thing that must not be is planted in a healthy database, and is named there with the row that it is in.</summary>
public sealed class InvariantsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Reconcile = TimeSpan.FromSeconds(10);

    [Theory]
    [OnEachDatabase]
    public async Task A_healthy_database_breaks_none(DatabaseKind kind)
    {
        await using Healthy healthy = await Healthy.MakeAsync(kind);

        (await healthy.BrokenAsync()).ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    public Task Two_successes_of_a_stage(DatabaseKind kind) => NamedAsync(
        kind, "a stage has two successes and its artifact was not withdrawn between", healthy => healthy.Source,
        healthy => healthy.AddAttemptAsync(healthy.Source, 2, AttemptOutcome.Succeeded));

    [Theory]
    [OnEachDatabase]
    public async Task A_second_success_after_a_withdrawal_is_right(DatabaseKind kind)
    {
        await using Healthy healthy = await Healthy.MakeAsync(kind);
        await healthy.AddAttemptAsync(healthy.Source, 2, AttemptOutcome.Succeeded);
        await using PicieContext context = healthy.Database.CreateDbContext();
        await context.Artifacts.ExecuteUpdateAsync(update => update.SetProperty(artifact => artifact.RemovedAt, Now));

        (await healthy.BrokenAsync()).ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    public Task A_stage_that_waits_for_nothing(DatabaseKind kind) => NamedAsync(
        kind, "a stage is blocked and all its inputs are done", healthy => healthy.Reader, healthy => healthy.SetAsync(healthy.Reader, StageState.Blocked, wanters: true));

    [Theory]
    [OnEachDatabase]
    public Task A_stage_that_is_ready_too_early(DatabaseKind kind) => NamedAsync(
        kind, "a stage is ready and an input is not done", healthy => healthy.Reader, healthy => healthy.SetAsync(healthy.Source, StageState.Failed));

    [Theory]
    [OnEachDatabase]
    public Task An_open_attempt_of_a_stage_that_does_not_run(DatabaseKind kind) => NamedAsync(
        kind, "an attempt is open and its stage does not run it", healthy => healthy.Reader, healthy => healthy.AddAttemptAsync(healthy.Reader, 1, null));

    [Theory]
    [OnEachDatabase]
    public Task An_open_attempt_that_is_not_the_newest(DatabaseKind kind) => NamedAsync(
        kind, "an attempt is open and its stage does not run it", healthy => healthy.Reader, async healthy =>
        {
            await healthy.Database.StartAsync(healthy.Reader, TestAttempts.Start);
            await healthy.Database.ExecuteAsync("update attempts set number = 7 where ended_at is null");
        });

    [Theory]
    [OnEachDatabase]
    public Task A_running_stage_without_an_attempt(DatabaseKind kind) => NamedAsync(
        kind, "a stage runs and no attempt is open", healthy => healthy.Reader, healthy => healthy.SetAsync(healthy.Reader, StageState.Running, wanters: true));

    [Theory]
    [OnEachDatabase("ready", "update stage_wanters set ready = not ready")]
    [OnEachDatabase("needs", "update stage_wanters set needs = 'other'")]
    public Task A_queue_that_says_something_else(DatabaseKind kind, string column, string sql) => NamedAsync(
        kind, "the queue says of a stage what is not so", healthy => healthy.Reader, healthy =>
        {
            sql.ShouldContain(column);
            return healthy.Database.ExecuteAsync(sql);
        });

    [Theory]
    [OnEachDatabase]
    public Task A_stage_that_the_queue_has_forgotten(DatabaseKind kind) => NamedAsync(
        kind, "a run that is asked for needs a stage and the queue does not have it", healthy => healthy.Reader, healthy => healthy.Database.ExecuteAsync("delete from stage_wanters"));

    [Theory]
    [OnEachDatabase("update runs set canceled_at = created_at, ended_at = created_at, status = 'canceled'; update run_groups set members = 0")]
    [OnEachDatabase("update runs set submitted_at = null")]
    [OnEachDatabase("update experiments set paused_at = created_at")]
    public async Task What_nobody_asks_for_need_not_be_in_the_queue(DatabaseKind kind, string sql)
    {
        await using Healthy healthy = await Healthy.MakeAsync(kind);
        await healthy.Database.ExecuteAsync("delete from stage_wanters");
        await healthy.Database.ExecuteAsync(sql);

        (await healthy.BrokenAsync()).ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase("status = 'failed', ended_at = created_at", "seed-1 is Failed (1 of 2), not Waiting (1 of 2)")]
    [OnEachDatabase("done_stage_count = 0", "seed-1 is Waiting (0 of 2), not Waiting (1 of 2)")]
    [OnEachDatabase("stage_count = 3", "seed-1 is Waiting (1 of 3), not Waiting (1 of 2)")]
    public async Task A_run_that_differs_from_its_stages(DatabaseKind kind, string change, string said)
    {
        await using Healthy healthy = await Healthy.MakeAsync(kind);
        await healthy.Database.ExecuteAsync($"update runs set {change}");

        BrokenInvariant broken = (await healthy.BrokenAsync()).ShouldHaveSingleItem();

        (broken.Invariant, broken.Row, broken.Id).ShouldBe(("a run's row differs from its stages", said, await healthy.RunAsync()));
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_run_without_a_stage_is_looked_at_too(DatabaseKind kind)
    {
        await using Healthy healthy = await Healthy.MakeAsync(kind);
        await healthy.Database.ExecuteAsync("delete from run_stages");

        (await healthy.BrokenAsync()).ShouldContain(broken => broken.Row == "seed-1 is Waiting (1 of 2), not Waiting (0 of 0)");
    }

    [Theory]
    [OnEachDatabase(39, true, 0)]
    [OnEachDatabase(41, true, 1)]
    [OnEachDatabase(41, false, 0)]
    public async Task A_lease_that_ended_long_ago_is_late_if_somebody_works(DatabaseKind kind, int seconds, bool works, int late)
    {
        await using Healthy healthy = await Healthy.MakeAsync(kind, works);
        await healthy.Database.StartAsync(healthy.Reader, TestAttempts.Start with { Lease = Lease });
        await healthy.ChangeAsync(healthy.Reader, update => update.SetProperty(stage => stage.LeaseUntil, Now.AddSeconds(-seconds)));

        await LateAsync(healthy, late, "a stage runs and its lease ended long ago");
    }

    [Theory]
    [OnEachDatabase(9, true, 0)]
    [OnEachDatabase(11, true, 1)]
    [OnEachDatabase(11, false, 0)]
    public async Task An_offer_that_ended_long_ago_is_late_if_somebody_works(DatabaseKind kind, int seconds, bool works, int late)
    {
        await using Healthy healthy = await Healthy.MakeAsync(kind, works);
        await healthy.ChangeAsync(healthy.Reader, update => update.SetProperty(stage => stage.Pool, "test").SetProperty(stage => stage.OfferedUntil, Now.AddSeconds(-seconds)));

        await LateAsync(healthy, late, "an offer ended long ago and stands");
    }

    private static async Task NamedAsync(DatabaseKind kind, string invariant, Func<Healthy, Guid> row, Func<Healthy, Task> plant)
    {
        await using Healthy healthy = await Healthy.MakeAsync(kind);
        await plant(healthy);

        // One thing that is wrong may break a second invariant too; a run's row is one of these where a state was set by hand.
        IReadOnlyList<BrokenInvariant> broken = await healthy.BrokenAsync();
        BrokenInvariant named = broken.Where(found => found.Invariant == invariant).ShouldHaveSingleItem();
        (named.Id, named.Row).ShouldBe((row(healthy), "train"));
        named.ToString().ShouldBe($"{invariant}: train ({named.Id}). {named.Remedy}");
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_group_whose_counts_or_figures_are_not_those_of_its_runs(DatabaseKind kind)
    {
        await using Healthy healthy = await Healthy.MakeAsync(kind);
        Guid run = await healthy.RunAsync();

        await healthy.Database.ExecuteAsync("update run_groups set members = 2");
        (await healthy.BrokenAsync()).Select(broken => (broken.Invariant, broken.Id)).ShouldBe([("a group's counts differ from its runs", run)]);

        await healthy.Database.ExecuteAsync("update run_groups set members = 1");
        await healthy.Database.ExecuteAsync("insert into group_metrics (group_key, key, n, mean, m2, min, max) values ('g', 'val.meanIoU', 1, 1, 0, 1, 1)");
        (await healthy.BrokenAsync()).Select(broken => (broken.Invariant, broken.Id)).ShouldBe([("a group's figures differ from its runs", run)]);
    }

    private static async Task LateAsync(Healthy healthy, int late, string invariant)
    {
        await using PicieContext context = healthy.Database.CreateDbContext();
        IReadOnlyList<BrokenInvariant> found = await Invariants.LateAsync(context, Now, Lease, Reconcile, default);

        found.Select(broken => (broken.Invariant, broken.Id)).ShouldBe(Enumerable.Repeat((invariant, healthy.Reader), late));
    }

    /// <summary>A run of two stages: one is done, the one that reads it is ready.</summary>
    private sealed record Healthy(TestDatabase Database, Guid Source, Guid Reader) : IAsyncDisposable
    {
        public static async Task<Healthy> MakeAsync(DatabaseKind kind, bool works = false)
        {
            TestDatabase database = await TestDatabase.CreateAsync(kind);
            Guid source = await database.AddStageAsync(StageState.Ready);
            await database.CommitAsync(source, TestAttempts.Start, TestAttempts.Commit);
            Guid reader = await database.AddStageAsync(StageState.Ready, source);
            await database.ExecuteAsync("update runs set stage_count = 2");
            if (works)
            {
                await using PicieContext context = database.CreateDbContext();
                context.Workers.Add(new Worker { Id = Guid.CreateVersion7(), Host = "h", SchemaVersion = "1", HeartbeatAt = Now, StartedAt = Now - Lease - Reconcile - Reconcile });
                await context.SaveChangesAsync();
            }

            return new Healthy(database, source, reader);
        }

        public async Task<IReadOnlyList<BrokenInvariant>> BrokenAsync()
        {
            await using PicieContext context = Database.CreateDbContext();
            return await Invariants.BrokenAsync(context, default);
        }

        public async Task<Guid> RunAsync()
        {
            await using PicieContext context = Database.CreateDbContext();
            return await context.Runs.Select(run => run.Id).SingleAsync();
        }

        public async Task AddAttemptAsync(Guid stage, int number, AttemptOutcome? outcome)
        {
            await using PicieContext context = Database.CreateDbContext();
            context.Attempts.Add(new Attempt
            {
                Id = Guid.CreateVersion7(),
                StageId = stage,
                Number = number,
                Worker = "host:1",
                Device = "cpu",
                Program = "picie",
                Outcome = outcome,
                EndedAt = outcome is null ? null : Now,
            });
            await context.SaveChangesAsync();
        }

        public async Task ChangeAsync(Guid id, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Stage>> change)
        {
            await using PicieContext context = Database.CreateDbContext();
            (await context.Stages.Where(stage => stage.Id == id).ExecuteUpdateAsync(change)).ShouldBe(1);
        }

        /// <summary>Sets a state as no ledger does.</summary>
        public async Task SetAsync(Guid id, StageState state, bool wanters = false)
        {
            await ChangeAsync(id, update => update.SetProperty(stage => stage.State, state));
            if (wanters)
            {
                await using PicieContext context = Database.CreateDbContext();
                await Wanting.UpdateAsync(context, [id], default);
            }
        }

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
