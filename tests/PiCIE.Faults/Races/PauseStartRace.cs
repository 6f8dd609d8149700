using PiCIE.Experiments.States;
using PiCIE.Storage.Control;

namespace PiCIE.Faults.Races;

/// <summary>A stage is started while somebody pauses its experiment.</summary>
internal sealed class PauseStartRace : Race
{
    public override string Name => "pause-start";

    public override string Promise => "the stage runs to its end or was not started, and no offer of it stands";

    public override IReadOnlyList<string> Sides => ["start", "pause"];

    public override async Task<IReadOnlyList<RaceSubject>> PrepareAsync(RaceGround ground, int times)
    {
        List<RaceSubject> subjects = [];
        for (int number = 1; number <= times; number++)
        {
            subjects.Add(await ground.AddAsync(number, StageState.Ready));
            await ground.OfferAsync(subjects[^1].Stage);
        }

        return subjects;
    }

    public override async Task<string> ActAsync(RaceGround ground, RaceSubject subject, int side) => side == 0
        ? await ground.Ledger.StartAsync(subject.Stage, RaceGround.StartOf(1), default) is null ? "stale" : "started"
        : await ground.Get<ExperimentPause>().BeginAsync(subject.Experiment, stopsWork: false, "racer", default) ? "paused" : "nothing";

    public override string? Judge(RaceState after, IReadOnlyList<string> words) => (words, after) switch
    {
        (["started", "paused"], { Stage: StageState.Running, Outcomes: [null], Offered: false, Wanted: false, Run: RunStatus.Running }) => null,
        (["stale", "paused"], { Stage: StageState.Ready, Outcomes: [], Offered: false, Wanted: false, Run: RunStatus.Waiting }) => null,
        _ => "the answers and the state do not go together",
    };
}
