using PiCIE.Evaluation.Text;
using PiCIE.Experiments.States;

namespace PiCIE.Experiments.Tests.States;

public sealed class StageTransitionsTests
{
    /// <summary>The table of DESIGN section 5.</summary>
    private static readonly HashSet<(StageState, StageState)> Allowed =
    [
        (StageState.Blocked, StageState.Ready),
        (StageState.Ready, StageState.Running),
        (StageState.Running, StageState.Done),
        (StageState.Running, StageState.Ready),
        (StageState.Running, StageState.Failed),
        (StageState.Blocked, StageState.Canceled),
        (StageState.Ready, StageState.Canceled),
        (StageState.Running, StageState.Canceled),
        (StageState.Failed, StageState.Ready),
        (StageState.Failed, StageState.Blocked),
        (StageState.Canceled, StageState.Ready),
        (StageState.Canceled, StageState.Blocked),
        (StageState.Done, StageState.Ready),
        (StageState.Ready, StageState.Blocked),
        (StageState.Running, StageState.Blocked),
    ];

    [Fact]
    public void Every_pair_of_states_is_allowed_as_the_table_says()
    {
        foreach (StageState from in Enum.GetValues<StageState>())
        {
            foreach (StageState to in Enum.GetValues<StageState>())
            {
                StageTransitions.Allows(from, to).ShouldBe(Allowed.Contains((from, to)), $"{from} → {to}");
            }
        }
    }

    [Fact]
    public void A_cause_leads_to_one_state_or_is_refused_by_name()
    {
        foreach (StageState from in Enum.GetValues<StageState>())
        {
            foreach (StageCause cause in Enum.GetValues<StageCause>())
            {
                StageTransition[] ways = [.. StageTransitions.All.Where(way => way.From == from && way.Cause == cause)];
                if (ways is [StageTransition only])
                {
                    StageTransitions.After(from, cause).ShouldBe(only.To);
                    continue;
                }

                ways.ShouldBeEmpty();
                Should.Throw<InvalidOperationException>(() => StageTransitions.After(from, cause))
                    .Message.ShouldStartWith($"a stage that is {from.Word()} cannot change by {cause}");
            }
        }
    }

    [Fact]
    public void Only_a_person_brings_back_what_failed_or_was_canceled() =>
        StageTransitions.All.Where(way => way.From is StageState.Failed or StageState.Canceled)
            .ShouldAllBe(way => way.Cause == StageCause.WantedAgain || way.Cause == StageCause.WantedAgainWithoutInputs);

    [Fact]
    public void Every_cause_is_used() =>
        StageTransitions.All.Select(way => way.Cause).Distinct().ShouldBe(Enum.GetValues<StageCause>(), ignoreOrder: true);
}
