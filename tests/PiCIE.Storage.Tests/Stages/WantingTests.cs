using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Stages;

public sealed class WantingTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [OnEachDatabase]
    public async Task A_stage_has_a_row_for_each_experiment_that_wants_it_until_it_is_done(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid parent = await database.AddStageAsync(StageState.Ready);
        Guid child = await database.AddStageAsync(StageState.Blocked, parent);

        (await RowsAsync(database)).ShouldBe([(parent, true), (child, false)], ignoreOrder: true);
        await database.CommitAsync(parent, new AttemptStart("me:1", "picie", "cpu", 1, _ => "log") { Offer = 0 }, Committed);
        (await RowsAsync(database)).ShouldBe([(child, true)]);
    }

    [Theory]
    [OnEachDatabase("submitted_at = null")]
    [OnEachDatabase("canceled_at = '2026-01-01T00:00:00.0000000Z'")]
    [OnEachDatabase("deleted_at = '2026-01-01T00:00:00.0000000Z'")]
    [OnEachDatabase("superseded_by_id = id")]
    public async Task A_run_that_is_not_wanted_wants_nothing(DatabaseKind kind, string change)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid parent = await database.AddStageAsync(StageState.Ready);
        Guid child = await database.AddStageAsync(StageState.Blocked, parent);
        await database.ExecuteAsync($"update runs set {change}");

        await UpdateAsync(database, parent, child);

        (await RowsAsync(database)).ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    public async Task What_a_wanted_stage_reads_is_wanted_with_it(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid parent = await database.AddStageAsync(StageState.Ready);
        Guid child = await database.AddStageAsync(StageState.Blocked, parent);
        await using (PicieContext context = database.CreateDbContext())
        {
            await context.RunStages.Where(row => row.StageId == parent).ExecuteDeleteAsync();
        }

        await UpdateAsync(database, parent, child);

        (await RowsAsync(database)).ShouldBe([(parent, true), (child, false)], ignoreOrder: true);
    }

    [Theory]
    [OnEachDatabase]
    public async Task The_priority_of_a_stage_is_the_highest_of_those_who_want_it(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);
        await using (PicieContext context = database.CreateDbContext())
        {
            Run run = RunOf(context, ExperimentOf(context, "other", priority: 7), 0, Monday);
            context.Add(new RunStage { RunId = run.Id, StageId = stage });
            await context.SaveChangesAsync();
        }

        await UpdateAsync(database, stage);

        (await database.StageAsync(stage)).WantedPriority.ShouldBe(7);
        (await RowsAsync(database)).Count.ShouldBe(2);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_run_is_wanted_from_its_end_and_before_the_runs_behind_it(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        List<Guid> stages = [];
        await using (PicieContext context = database.CreateDbContext())
        {
            Experiment experiment = ExperimentOf(context, "fields", priority: 0);
            for (int position = 0; position < 2; position++)
            {
                Run run = RunOf(context, experiment, position, Monday);
                Stage[] own = [.. Enum.GetValues<StageKind>().Select(kind => StageOf(kind, $"{kind} {position}"))];
                context.AddRange(own);
                context.AddRange(own.Select(stage => new RunStage { RunId = run.Id, StageId = stage.Id }));
                stages.AddRange(own.Select(stage => stage.Id));
            }

            await context.SaveChangesAsync();
        }

        await UpdateAsync(database, [.. stages]);

        await using PicieContext reading = database.CreateDbContext();
        (await reading.StageWanters.Join(reading.Stages, row => row.StageId, stage => stage.Id, (row, stage) => new { row.Position, stage.Title })
            .OrderBy(row => row.Position).Select(row => row.Title).ToListAsync())
            .ShouldBe(["Evaluate 0", "Cluster 0", "Train 0", "Preprocess 0", "Evaluate 1", "Cluster 1", "Train 1", "Preprocess 1"]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_stage_is_as_old_as_the_oldest_run_of_an_experiment_that_wants_it(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Stage stage = StageOf(StageKind.Preprocess, "packs");
        await using (PicieContext context = database.CreateDbContext())
        {
            Experiment experiment = ExperimentOf(context, "fields", priority: 0);
            Run[] runs = [RunOf(context, experiment, 0, Monday), RunOf(context, experiment, 1, Monday.AddDays(3))];
            context.Add(stage);
            context.AddRange(runs.Select(run => new RunStage { RunId = run.Id, StageId = stage.Id }));
            await context.SaveChangesAsync();
        }

        await UpdateAsync(database, stage.Id);

        await using PicieContext reading = database.CreateDbContext();
        (await reading.StageWanters.SingleAsync()).Age.ShouldBe(Monday);
    }

    [Theory]
    [OnEachDatabase(false, AttemptStanding.Unwanted)]
    [OnEachDatabase(true, AttemptStanding.GoesOn)]
    public async Task An_attempt_goes_on_for_a_paused_experiment_only_where_it_began_before_the_pause(DatabaseKind kind, bool before, AttemptStanding standing)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid stage = await database.AddStageAsync(StageState.Ready);
        Guid paused;
        await using (PicieContext context = database.CreateDbContext())
        {
            paused = await context.Experiments.Select(row => row.Id).SingleAsync();
            Run other = RunOf(context, ExperimentOf(context, "other", priority: 0), 0, Monday);
            context.Add(new RunStage { RunId = other.Id, StageId = stage });
            await context.SaveChangesAsync();
        }

        await UpdateAsync(database, stage);
        StartedAttempt started = (await database.StartAsync(stage, TestAttempts.Start)).ShouldNotBeNull();
        await using (PicieContext context = database.CreateDbContext())
        {
            DateTimeOffset at = DateTimeOffset.UtcNow.AddMinutes(before ? 1 : -1);
            await context.Experiments.Where(row => row.Id == paused).ExecuteUpdateAsync(update => update.SetProperty(row => row.PausedAt, at));
            await context.Runs.Where(run => run.ExperimentId != paused).ExecuteUpdateAsync(update => update.SetProperty(run => run.CanceledAt, at));
        }

        await UpdateAsync(database, stage);

        (await database.Ledger.StandingAsync(stage, started.Number, default)).ShouldBe(standing);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Open_is_what_can_be_worked_on_for_the_runs_and_what_that_reads(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid packs = await database.AddStageAsync(StageState.Ready);
        Guid running = await database.AddStageAsync(StageState.Ready);
        await database.StartAsync(running, TestAttempts.Start);
        await database.AddStageAsync(StageState.Failed);
        await database.AddStageAsync(StageState.Blocked, packs);
        await using PicieContext context = database.CreateDbContext();
        // Another experiment's stage makes the packs.
        await context.RunStages.Where(row => row.StageId == packs).ExecuteDeleteAsync();
        Guid run = await context.Runs.Select(row => row.Id).SingleAsync();

        (await Wanting.OpenOf(context, [run]).Select(stage => stage.Id).ToListAsync()).ShouldBe([packs, running], ignoreOrder: true);
        (await Wanting.OpenOf(context, [Guid.NewGuid()]).AnyAsync()).ShouldBeFalse();
    }

    private static StageCommit Committed { get; } = new(
        new PiCIE.Storage.Artifacts.StoredManifest("abc", []), System.Text.Json.JsonSerializer.SerializeToElement(new { }), []);

    private static async Task UpdateAsync(TestDatabase database, params Guid[] stages)
    {
        await using PicieContext context = database.CreateDbContext();
        await Wanting.UpdateAsync(context, stages, default);
    }

    private static async Task<List<(Guid Stage, bool Ready)>> RowsAsync(TestDatabase database)
    {
        await using PicieContext context = database.CreateDbContext();
        return [.. (await context.StageWanters.ToListAsync()).Select(row => (row.StageId, row.Ready))];
    }

    private static Experiment ExperimentOf(PicieContext context, string name, int priority)
    {
        Experiment experiment = new() { Id = Guid.CreateVersion7(), Person = "p", Name = name, Task = "t", Data = "d", Priority = priority };
        context.Add(experiment);
        return experiment;
    }

    private static Run RunOf(PicieContext context, Experiment experiment, int position, DateTimeOffset at)
    {
        Run run = new()
        {
            Id = Guid.CreateVersion7(),
            ExperimentId = experiment.Id,
            Name = $"run-{position}",
            Identity = $"run-{position}",
            ConfigId = "c",
            GroupKey = "g",
            MemberKey = "m",
            Position = position,
            CreatedAt = at,
            SubmittedAt = at,
        };
        context.Add(run);
        return run;
    }

    private static Stage StageOf(StageKind kind, string title) => new(StageState.Ready)
    {
        Id = Guid.CreateVersion7(),
        Key = $"{Guid.NewGuid():N}",
        Kind = kind,
        Settings = "{}",
        Title = title,
        Needs = "n",
        Device = "auto",
    };
}
