using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage;

namespace PiCIE.Faults.Races;

/// <summary>Four reconcilers find the same lease that has passed.</summary>
internal sealed class FourReconcilersRace : Race
{
    public override string Name => "four-reconcilers";

    public override string Promise => "one of them ends the attempt, once, and the stage is ready again";

    public override IReadOnlyList<string> Sides => ["reconcile", "reconcile", "reconcile", "reconcile"];

    public override IReadOnlyList<TimeSpan> Delays { get; } = [.. Enumerable.Repeat(TimeSpan.FromMilliseconds(2), 4)];

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
        if (side == 0)
        {
            await using PicieContext context = await ground.OpenAsync();
            DateTimeOffset past = DateTimeOffset.UtcNow.AddHours(-1);
            await context.Stages.Where(stage => stage.Id == subject.Stage).ExecuteUpdateAsync(update => update.SetProperty(stage => stage.LeaseUntil, past));
        }
    }

    public override async Task<string> ActAsync(RaceGround ground, RaceSubject subject, int side) =>
        await ground.Ledger.EndExpiredAsync(default) == 1 ? "lost" : "nothing";

    public override string? Judge(RaceState after, IReadOnlyList<string> words) =>
        words.Count(word => word == "lost") == 1 && words.Count(word => word == "nothing") == words.Count - 1
        && after is { Stage: StageState.Ready, Child: StageState.Blocked, Outcomes: [AttemptOutcome.Lost] }
            ? null : "not exactly one of them ended the attempt";
}
