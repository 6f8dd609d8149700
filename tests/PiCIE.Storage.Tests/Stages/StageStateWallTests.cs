using PiCIE.Experiments.States;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Stages;

public sealed class StageStateWallTests
{
    [Fact]
    public void A_stage_changes_by_the_table_of_states_and_in_no_other_way()
    {
        foreach (StageState from in Enum.GetValues<StageState>())
        {
            foreach (StageCause cause in Enum.GetValues<StageCause>())
            {
                Stage stage = StageIn(from);
                if (StageTransitions.All.FirstOrDefault(way => way.From == from && way.Cause == cause) is { } way)
                {
                    stage.Change(cause);
                    stage.State.ShouldBe(way.To);
                }
                else
                {
                    Should.Throw<InvalidOperationException>(() => stage.Change(cause));
                    stage.State.ShouldBe(from);
                }
            }
        }
    }

    [Fact]
    public void Every_change_but_a_start_ends_offer_charge_and_lease()
    {
        foreach (StageTransition way in StageTransitions.All)
        {
            Stage stage = StageIn(way.From);
            (stage.Pool, stage.ChargedExperimentId, stage.Worker) = ("local", Guid.NewGuid(), "me:1");
            (stage.OfferedUntil, stage.LeaseUntil) = (DateTimeOffset.UtcNow, DateTimeOffset.UtcNow);

            stage.Change(way.Cause);

            bool kept = way.Cause == StageCause.Started;
            new[] { stage.Pool is not null, stage.ChargedExperimentId is not null, stage.Worker is not null, stage.OfferedUntil is not null, stage.LeaseUntil is not null }
                .ShouldAllBe(there => there == kept, $"{way.From} by {way.Cause}");
        }
    }

    [Fact]
    public void The_state_has_no_setter_that_others_could_use() =>
        typeof(Stage).GetProperty(nameof(Stage.State))!.SetMethod!.IsPrivate.ShouldBeTrue();

    private static Stage StageIn(StageState state) => new(state)
    {
        Key = "k",
        Settings = "{}",
        Title = "t",
        Needs = "n",
        Device = "cpu",
    };
}
