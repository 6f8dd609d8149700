using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Results;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Stages;

/// <summary>The status of a run in SQL is the function of its stages in C#, for every combination of two stages.</summary>
public sealed class RunProgressTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [OnEachDatabase]
    public async Task The_row_of_a_run_follows_from_its_stages(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        await using PicieContext context = database.CreateDbContext();
        Dictionary<Guid, RunStatus> expected = [];
        Artifact artifact = Artifact(context);
        Experiment experiment = Experiment(context);
        List<Guid> stages = [];
        foreach ((StageState first, StageState last, bool canceled) in Combinations())
        {
            Run run = Run(context, experiment, canceled);
            Stage[] own = [StageIn(first, artifact), StageIn(last, artifact)];
            context.AddRange(own);
            context.AddRange(own.Select((stage, index) => new RunStage { RunId = run.Id, StageId = stage.Id, Position = index, IsLast = index == 1 }));
            stages.AddRange(own.Select(stage => stage.Id));
            expected[run.Id] = RunStatuses.Of([new StageOfRun(first, false), new StageOfRun(last, true)], canceled);
        }

        await context.SaveChangesAsync();
        await RunProgress.UpdateAsync(context, new EventJournal(DeliveryRoutes.None), stages, Now, default);
        await context.SaveChangesAsync();

        List<Run> rows = await database.CreateDbContext().Runs.ToListAsync();
        rows.Count.ShouldBe(72);
        rows.ShouldAllBe(run => run.Status == expected[run.Id]);
        rows.ShouldAllBe(run => (run.EndedAt == Now) == (run.Status == RunStatus.Done || run.Status == RunStatus.Failed || run.Status == RunStatus.Canceled));
        int ended = rows.Count(run => run.EndedAt is not null);
        (await context.Events.CountAsync(row => row.Type == EventNames.Of(typeof(RunEnded)))).ShouldBe(ended);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_run_ends_once_and_is_open_again_when_a_stage_of_it_is(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        await using PicieContext context = database.CreateDbContext();
        Run run = Run(context, Experiment(context), canceled: false);
        Stage stage = StageIn(StageState.Failed, Artifact(context));
        context.AddRange(stage, new RunStage { RunId = run.Id, StageId = stage.Id, IsLast = true });
        await context.SaveChangesAsync();
        EventJournal journal = new(DeliveryRoutes.None);

        await RunProgress.UpdateAsync(context, journal, [stage.Id], Now, default);
        await RunProgress.UpdateAsync(context, journal, [stage.Id], Now.AddHours(1), default);
        await context.SaveChangesAsync();

        (await context.Runs.AsNoTracking().SingleAsync()).EndedAt.ShouldBe(Now);
        (await context.Events.CountAsync()).ShouldBe(1);
        stage.Change(StageCause.WantedAgain);
        await context.SaveChangesAsync();
        await RunProgress.UpdateAsync(context, journal, [stage.Id], Now, default);
        Run again = await context.Runs.AsNoTracking().SingleAsync();
        (again.Status, again.EndedAt).ShouldBe((RunStatus.Waiting, null));
    }

    [Theory]
    [OnEachDatabase]
    public async Task The_headline_is_the_first_split_of_the_final_weights(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        await using PicieContext context = database.CreateDbContext();
        Run run = Run(context, Experiment(context), canceled: false);
        Artifact artifact = Artifact(context);
        Stage stage = StageIn(StageState.Done, artifact);
        context.AddRange(stage, new RunStage { RunId = run.Id, StageId = stage.Id, IsLast = true });
        context.AddRange(
            Result(artifact, "test", EvaluationResult.EndOfTraining, 1, 10), Result(artifact, "val", EvaluationResult.EndOfTraining, 0, 20),
            Result(artifact, "val", 3, 0, 30));
        await context.SaveChangesAsync();

        await RunProgress.UpdateAsync(context, new EventJournal(DeliveryRoutes.None), [stage.Id], Now, default);

        Run row = await context.Runs.AsNoTracking().SingleAsync();
        (row.HeadlineSplit, row.Accuracy, row.MeanIoU).ShouldBe(("val", 20, 10));
    }

    private static IEnumerable<(StageState, StageState, bool)> Combinations() =>
        from first in Enum.GetValues<StageState>()
        from last in Enum.GetValues<StageState>()
        from canceled in new[] { false, true }
        select (first, last, canceled);

    private static EvaluationResult Result(Artifact artifact, string split, int epoch, int position, double accuracy) => new()
    {
        Id = Guid.CreateVersion7(),
        ArtifactId = artifact.Id,
        Split = split,
        Epoch = epoch,
        Position = position,
        Protocol = "{}",
        Accuracy = accuracy,
        MeanIoU = accuracy / 2,
        Figures = "{}",
    };

    private static Artifact Artifact(PicieContext context)
    {
        Artifact artifact = new() { Id = Guid.CreateVersion7(), Kind = "evaluate", Key = "k", Attempt = 1, ManifestSha256 = "m" };
        context.Add(artifact);
        return artifact;
    }

    private static Experiment Experiment(PicieContext context)
    {
        Experiment experiment = new() { Id = Guid.CreateVersion7(), Person = "p", Name = "n", Task = "t", Data = "d" };
        context.Add(experiment);
        return experiment;
    }

    private static Run Run(PicieContext context, Experiment experiment, bool canceled)
    {
        Guid id = Guid.CreateVersion7();
        Run run = new()
        {
            Id = id,
            ExperimentId = experiment.Id,
            Name = "seed",
            Identity = $"{id:N}",
            ConfigId = "c",
            GroupKey = "g",
            MemberKey = "m",
            StageCount = 2,
            CanceledAt = canceled ? Now : null,
        };
        context.Add(run);
        return run;
    }

    private static Stage StageIn(StageState state, Artifact artifact) => new(state)
    {
        Id = Guid.CreateVersion7(),
        Key = $"{Guid.NewGuid():N}",
        Kind = StageKind.Evaluate,
        Settings = "{}",
        Title = "t",
        Needs = "n",
        Device = "cpu",
        ArtifactId = state == StageState.Done ? artifact.Id : null,
    };
}
