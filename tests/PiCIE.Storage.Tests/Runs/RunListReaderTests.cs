using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Runs;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Runs;

public sealed class RunListReaderTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_newest_submit_comes_first_and_its_runs_in_their_order()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        await AddAsync(database, "fields", Monday, "seed-1", "seed-2");
        await AddAsync(database, "forests", Monday.AddDays(1), "seed-3");

        RunPage all = (await FilteredRuns.PageAsync(database, new RunQuery(null, 0, 10)));
        RunPage page = (await FilteredRuns.PageAsync(database, new RunQuery(null, 1, 1)));

        all.Runs.Select(run => (run.Experiment, run.Name)).ShouldBe([("forests", "seed-3"), ("fields", "seed-1"), ("fields", "seed-2")]);
        page.Runs.Select(run => run.Name).ShouldBe(["seed-1"]);
        (await FilteredRuns.CountAsync(database, new RunQuery(null, 1, 1))).ShouldBe(3);
        (await FilteredRuns.CountAsync(database, new RunQuery(), most: 2)).ShouldBe(2, "nobody needs to know how many more there are");
    }

    [Fact]
    public async Task The_runs_of_one_experiment_are_a_list_of_their_own()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid fields = await AddAsync(database, "fields", Monday, "seed-1");
        await AddAsync(database, "forests", Monday, "seed-3");

        (await FilteredRuns.PageAsync(database, new RunQuery(fields))).Runs.Single().Name.ShouldBe("seed-1");
        (await FilteredRuns.CountAsync(database, new RunQuery(fields))).ShouldBe(1, "the runs of others are on no page");
        (await FilteredRuns.PageAsync(database, new RunQuery(Guid.CreateVersion7()))).Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_says_what_the_run_came_to()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        await AddAsync(database, "fields", Monday, "seed-1");
        await using (PicieContext context = database.CreateDbContext())
        {
            Run run = await context.Runs.SingleAsync();
            (run.Status, run.EndedAt, run.DoneStageCount) = (RunStatus.Done, Monday.AddHours(1), 4);
            (run.HeadlineSplit, run.Accuracy, run.MeanIoU) = ("val", 92.5, 61.25);
            await context.SaveChangesAsync();
        }

        ListedRun row = (await FilteredRuns.PageAsync(database, new RunQuery(null, 0, 10))).Runs.Single();

        (row.Person, row.Status, row.ConfigId, row.TrainSeed, row.ClusterSeed).ShouldBe(("p", "done", "c", 7, 8));
        (row.StageCount, row.DoneStageCount, row.HeadlineSplit, row.Accuracy, row.MeanIoU).ShouldBe((4, 4, "val", 92.5, 61.25));
        (row.CreatedAt, row.Work, row.EndedAt).ShouldBe((Monday, null, Monday.AddHours(1)));
    }

    [Fact]
    public async Task Equal_runs_have_equal_work_whichever_was_worked_on_first()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        await AddAsync(database, "fields", Monday, "seed-1", "seed-2");
        await using (PicieContext context = database.CreateDbContext())
        {
            Run[] runs = await context.Runs.OrderBy(run => run.Position).ToArrayAsync();
            Stage pack = AttemptedFor(context, "pack", Monday.AddDays(-2), TimeSpan.FromSeconds(3));
            foreach (Run run in runs)
            {
                Stage training = AttemptedFor(context, run.Name, Monday.AddMinutes(run.Position * 30), TimeSpan.FromSeconds(8));
                context.AddRange(new RunStage { RunId = run.Id, StageId = pack.Id, Reused = run.Position > 0 }, new RunStage { RunId = run.Id, StageId = training.Id });
                (run.Status, run.EndedAt) = (RunStatus.Done, Monday.AddMinutes((run.Position * 30) + 1));
            }

            await context.SaveChangesAsync();
        }

        RunPage page = (await FilteredRuns.PageAsync(database, new RunQuery()));

        page.Runs.Select(run => run.Work).ShouldBe([TimeSpan.FromSeconds(11), TimeSpan.FromSeconds(11)]);
    }

    private static Stage AttemptedFor(PicieContext context, string key, DateTimeOffset at, TimeSpan time)
    {
        Stage stage = new(StageState.Ready) { Id = Guid.CreateVersion7(), Key = key, Kind = StageKind.Train, Version = 1, AttemptNumber = 1, Settings = "{}", Title = "stage", Needs = "needs", Device = "auto" };
        context.Add(stage);
        context.Add(new Attempt
        {
            Id = Guid.CreateVersion7(),
            StageId = stage.Id,
            Number = 1,
            Worker = "here:1",
            Threads = 1,
            Device = "cpu",
            Program = "picie",
            StartedAt = at,
            HeartbeatAt = at,
            EndedAt = at + time,
            Outcome = AttemptOutcome.Succeeded,
        });
        return stage;
    }

    private static async Task<Guid> AddAsync(TestDatabase database, string experiment, DateTimeOffset at, params string[] names)
    {
        await using PicieContext context = database.CreateDbContext();
        Experiment added = new() { Id = Guid.CreateVersion7(), Person = "p", Name = experiment, Task = "t", Data = "d" };
        context.Add(added);
        context.AddRange(names.Select((name, position) => new Run
        {
            Id = Guid.CreateVersion7(),
            ExperimentId = added.Id,
            Name = name,
            Identity = name,
            ConfigId = "c",
            GroupKey = "g",
            MemberKey = "m",
            TrainSeed = 7,
            ClusterSeed = 8,
            Position = position,
            StageCount = 4,
            CreatedAt = at,
        }));
        await context.SaveChangesAsync();
        return added.Id;
    }
}
