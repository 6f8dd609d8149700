using PiCIE.Experiments.States;
using PiCIE.Storage.Control;

namespace PiCIE.Faults.Races;

/// <summary>The last stage of a run is committed while somebody cancels the run.</summary>
internal sealed class CommitCancelRace : Race
{
    public override string Name => "commit-cancel";

    public override string Promise => "one of the two decides: the run is done, or it is canceled and the result refused";

    public override IReadOnlyList<string> Sides => ["commit", "cancel"];

    public override async Task<IReadOnlyList<RaceSubject>> PrepareAsync(RaceGround ground, int times)
    {
        List<RaceSubject> subjects = [];
        for (int number = 1; number <= times; number++)
        {
            subjects.Add(await ground.AddAsync(number, StageState.Ready));
            await ground.StartAsync(subjects[^1].Stage);
        }

        return subjects;
    }

    public override async Task<string> ActAsync(RaceGround ground, RaceSubject subject, int side) => side == 0
        ? await ground.Ledger.CommitAsync(subject.Stage, 1, RaceGround.Result, default) ? "taken" : "refused"
        : (await ground.Get<RunCancellation>().CancelAsync([subject.Run], "racer", default)).Count == 1 ? "canceled" : "too-late";

    public override string? Judge(RaceState after, IReadOnlyList<string> words) => (words, after) switch
    {
        (["taken", "too-late"], { Stage: StageState.Done, Run: RunStatus.Done, Outcomes: [AttemptOutcome.Succeeded] }) => null,
        (["refused", "canceled"], { Stage: StageState.Canceled, Run: RunStatus.Canceled, Outcomes: [AttemptOutcome.Canceled] }) => null,
        _ => "the answers and the state do not go together",
    };
}
