using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Collecting;
using PiCIE.Pipeline.Submissions;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Control;
using PiCIE.Storage.Stages;

namespace PiCIE.Faults.Races;

/// <summary>A run that was deleted long ago is collected while a submit reuses its training.</summary>
internal sealed class CollectSubmitRace : Race
{
    private const int FirstClusters = 5;
    private const int OtherClusters = 7;
    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(8);

    public override string Name => "collect-submit";

    public override string Promise => "nothing that the submitted run points to is taken away, and the deleted run is";

    public override IReadOnlyList<string> Sides => ["collect", "submit"];

    /// <summary>Both plan before they write.</summary>
    public override IReadOnlyList<TimeSpan> Delays { get; } = [TimeSpan.FromMilliseconds(60), TimeSpan.FromMilliseconds(60)];

    public override async Task<IReadOnlyList<RaceSubject>> PrepareAsync(RaceGround ground, int times)
    {
        SubmittedExperiment submitted = await SubmitAsync(ground, "deleted", (1, times), FirstClusters);
        await using PicieContext context = await ground.OpenAsync();
        foreach (Guid preprocess in await context.Stages.Where(stage => stage.Kind == StageKind.Preprocess).Select(stage => stage.Id).ToListAsync())
        {
            await CommitAsync(ground, preprocess);
        }

        List<RaceSubject> subjects = [];
        foreach (Guid run in submitted.Runs)
        {
            Guid train = await context.RunStages.Where(had => had.RunId == run).Select(had => had.StageId)
                .Where(id => context.Stages.Any(stage => stage.Id == id && stage.Kind == StageKind.Train)).SingleAsync();
            await CommitAsync(ground, train);
            subjects.Add(new RaceSubject(submitted.ExperimentId, run, train, Guid.Empty, Guid.Empty, subjects.Count + 1));
        }

        await context.Runs.Where(run => submitted.Runs.Contains(run.Id)).ExecuteUpdateAsync(update => update.SetProperty(run => run.ArchivedAt, DateTimeOffset.UtcNow));
        await ground.Get<RunDeletion>().DeleteAsync([.. submitted.Runs], "racer", default);
        return subjects;
    }

    /// <summary>Makes this round's run due, and no other one.</summary>
    public override async Task BeforeAsync(RaceGround ground, RaceSubject subject, int side)
    {
        if (side == 0)
        {
            await using PicieContext context = await ground.OpenAsync();
            DateTimeOffset then = DateTimeOffset.UtcNow - LongAgo;
            await context.Runs.Where(run => run.Id == subject.Run).ExecuteUpdateAsync(update => update.SetProperty(run => run.DeletedAt, then));
        }
    }

    public override async Task<string> ActAsync(RaceGround ground, RaceSubject subject, int side)
    {
        if (side == 0)
        {
            await ground.SendAsync(new CollectGarbage(Plan: false));
            await using PicieContext context = await ground.OpenAsync();
            return await context.Stages.AnyAsync(stage => stage.Id == subject.Stage) ? "collected-run" : "collected-all";
        }

        SubmittedExperiment submitted = await SubmitAsync(ground, OtherName(subject), (subject.Number, 1), OtherClusters);
        return $"submitted-{submitted.Runs.Count}";
    }

    public override async Task<string?> JudgeAsync(RaceGround ground, PicieContext context, RaceSubject subject, IReadOnlyList<string> words)
    {
        Guid other = await context.Runs.Where(run => context.Experiments.Any(experiment => experiment.Id == run.ExperimentId && experiment.Name == OtherName(subject)))
            .Select(run => run.Id).SingleAsync();
        List<Stage> stages = await context.Stages.AsNoTracking().Where(stage => context.RunStages.Any(had => had.RunId == other && had.StageId == stage.Id)).ToListAsync();
        Stage train = stages.Single(stage => stage.Kind == StageKind.Train);
        if (await context.Runs.AnyAsync(run => run.Id == subject.Run))
        {
            return "the deleted run is still there";
        }

        if (train.State != (words[0] == "collected-run" ? StageState.Done : StageState.Ready))
        {
            return $"the training of the submitted run is {train.State}";
        }

        foreach (Stage done in stages.Where(stage => stage.State == StageState.Done))
        {
            Artifact artifact = await context.Artifacts.AsNoTracking().SingleAsync(row => row.Id == done.ArtifactId);
            if (await ground.Get<IArtifactStore>().DamageAsync(ArtifactAddress.Of(artifact), artifact.ManifestSha256, CheckDepth.Contents, default) is { } damage)
            {
                return $"the stage {done.Title} is done, and {damage}";
            }
        }

        return null;
    }

    public override string? Judge(RaceState after, IReadOnlyList<string> words) => throw new NotSupportedException("the stage of a round may be gone");

    private static string OtherName(RaceSubject subject) => $"other-{subject.Number}";

    private static async Task CommitAsync(RaceGround ground, Guid stage)
    {
        StartedAttempt attempt = await ground.StartAsync(stage);
        await ground.Ledger.CommitAsync(stage, attempt.Number, await ground.StoreAsync(stage, attempt.Id), default);
    }

    private static Task<SubmittedExperiment> SubmitAsync(RaceGround ground, string name, (int First, int Runs) seeds, int clusters) =>
        ground.SendAsync(new SubmitExperiment(ground.Spec(name, seeds, clusters), Path.Combine(ground.Folder, "race.yaml"), [], "racer"));
}
