using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Submissions;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Faults.Races;

/// <summary>A training is committed while a submit adds a stage that reads it.</summary>
internal sealed class SubmitCommitRace : Race
{
    private const int FirstClusters = 5;
    private const int OtherClusters = 7;
    private StageCommit? _stored;

    public override string Name => "submit-commit";

    public override string Promise => "the stage that the submit adds is ready, whichever came first";

    public override IReadOnlyList<string> Sides => ["commit", "submit"];

    /// <summary>A submit plans before it writes, for longer than a commit takes.</summary>
    public override IReadOnlyList<TimeSpan> Delays { get; } = [TimeSpan.FromMilliseconds(40), TimeSpan.Zero];

    public override async Task<IReadOnlyList<RaceSubject>> PrepareAsync(RaceGround ground, int times)
    {
        SubmittedExperiment submitted = await SubmitAsync(ground, "first", (1, times), FirstClusters);
        await using PicieContext context = await ground.OpenAsync();
        foreach (Guid preprocess in await context.Stages.Where(stage => stage.Kind == StageKind.Preprocess).Select(stage => stage.Id).ToListAsync())
        {
            StartedAttempt packs = await ground.StartAsync(preprocess);
            await ground.Ledger.CommitAsync(preprocess, packs.Number, await ground.StoreAsync(preprocess, packs.Id), default);
        }

        List<RaceSubject> subjects = [];
        foreach (Guid run in submitted.Runs)
        {
            Guid train = await context.RunStages.Where(had => had.RunId == run).Select(had => had.StageId)
                .Where(id => context.Stages.Any(stage => stage.Id == id && stage.Kind == StageKind.Train)).SingleAsync();
            await ground.StartAsync(train);
            subjects.Add(new RaceSubject(submitted.ExperimentId, run, train, Guid.Empty, Guid.Empty, subjects.Count + 1));
        }

        return subjects;
    }

    public override async Task BeforeAsync(RaceGround ground, RaceSubject subject, int side)
    {
        if (side == 0)
        {
            await using PicieContext context = await ground.OpenAsync();
            Guid attempt = await context.Attempts.Where(row => row.StageId == subject.Stage).Select(row => row.Id).SingleAsync();
            _stored = await ground.StoreAsync(subject.Stage, attempt);
        }
    }

    public override async Task<string> ActAsync(RaceGround ground, RaceSubject subject, int side)
    {
        if (side == 0)
        {
            return await ground.Ledger.CommitAsync(subject.Stage, 1, _stored!, default) ? "taken" : "refused";
        }

        SubmittedExperiment submitted = await SubmitAsync(ground, $"other-{subject.Number}", (subject.Number, 1), OtherClusters);
        await using PicieContext context = await ground.OpenAsync();
        bool committed = await context.Stages.AnyAsync(stage => stage.Id == subject.Stage && stage.State == StageState.Done);
        return (submitted.NewRuns, committed) switch
        {
            (1, true) => "submitted",
            (1, false) => "submitted-first",
            _ => $"submitted-{submitted.NewRuns}",
        };
    }

    /// <summary>That the added stage does not stay blocked is one of the invariants, which are looked at after all rounds.</summary>
    public override string? Judge(RaceState after, IReadOnlyList<string> words) =>
        words is ["taken", "submitted" or "submitted-first"] && after is { Stage: StageState.Done, Outcomes: [AttemptOutcome.Succeeded] }
            ? null : "the answers and the state do not go together";

    private static Task<SubmittedExperiment> SubmitAsync(RaceGround ground, string name, (int First, int Runs) seeds, int clusters) =>
        ground.SendAsync(new SubmitExperiment(ground.Spec(name, seeds, clusters), Path.Combine(ground.Folder, "race.yaml"), [], "racer"));
}
