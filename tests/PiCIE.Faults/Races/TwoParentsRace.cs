using PiCIE.Experiments.States;

namespace PiCIE.Faults.Races;

/// <summary>The two inputs of a stage are committed at once.</summary>
internal sealed class TwoParentsRace : Race
{
    public override string Name => "two-parents";

    public override string Promise => "both results are taken, and the stage that reads them is ready";

    public override IReadOnlyList<string> Sides => ["commit one", "commit the other"];

    public override IReadOnlyList<TimeSpan> Delays { get; } = [TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(2)];

    public override async Task<IReadOnlyList<RaceSubject>> PrepareAsync(RaceGround ground, int times)
    {
        List<RaceSubject> subjects = [];
        for (int number = 1; number <= times; number++)
        {
            subjects.Add(await ground.AddAsync(number, StageState.Ready, StageState.Ready, StageState.Blocked));
            await ground.StartAsync(subjects[^1].Stage);
            await ground.StartAsync(subjects[^1].Other);
        }

        return subjects;
    }

    public override async Task<string> ActAsync(RaceGround ground, RaceSubject subject, int side) =>
        await ground.Ledger.CommitAsync(side == 0 ? subject.Stage : subject.Other, 1, RaceGround.Result, default) ? "taken" : "refused";

    public override string? Judge(RaceState after, IReadOnlyList<string> words) =>
        words is ["taken", "taken"] && after is { Stage: StageState.Done, Other: StageState.Done, Child: StageState.Ready } ? null : "the stage that waits for both is not ready";
}
