using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage;

namespace PiCIE.Faults.Races;

/// <summary>A result is committed after its lease has passed, while the reconciler ends what passed its lease.</summary>
internal sealed class CommitReconcileRace : Race
{
    public override string Name => "commit-reconcile";

    public override string Promise => "either the result is taken, or the attempt is lost and the stage ready again";

    public override IReadOnlyList<string> Sides => ["commit", "reconcile"];

    public override async Task<IReadOnlyList<RaceSubject>> PrepareAsync(RaceGround ground, int times)
    {
        List<RaceSubject> subjects = [];
        for (int number = 1; number <= times; number++)
        {
            subjects.Add(await ground.AddAsync(number, StageState.Ready, StageState.Blocked));
            await ground.StartAsync(subjects[^1].Stage);
        }

        return subjects;
    }

    public override async Task BeforeAsync(RaceGround ground, RaceSubject subject, int side)
    {
        if (side == 1)
        {
            await using PicieContext context = await ground.OpenAsync();
            DateTimeOffset past = DateTimeOffset.UtcNow.AddHours(-1);
            await context.Stages.Where(stage => stage.Id == subject.Stage).ExecuteUpdateAsync(update => update.SetProperty(stage => stage.LeaseUntil, past));
        }
    }

    public override async Task<string> ActAsync(RaceGround ground, RaceSubject subject, int side)
    {
        if (side == 0)
        {
            return await ground.Ledger.CommitAsync(subject.Stage, 1, RaceGround.Result, default) ? "taken" : "refused";
        }

        int lost = await ground.Ledger.EndExpiredAsync(default);
        int released = await ground.Ledger.ReleaseForgottenAsync(default);
        return (lost, released) switch
        {
            (0, 0) => "nothing",
            (1, 0) => "lost",
            _ => $"lost-{lost}-forgotten-{released}",
        };
    }

    public override string? Judge(RaceState after, IReadOnlyList<string> words) => (words, after) switch
    {
        (["taken", "nothing"], { Stage: StageState.Done, Child: StageState.Ready, Outcomes: [AttemptOutcome.Succeeded] }) => null,
        (["refused", "lost"], { Stage: StageState.Ready, Child: StageState.Blocked, Outcomes: [AttemptOutcome.Lost] }) => null,
        _ => "the answers and the state do not go together",
    };
}
