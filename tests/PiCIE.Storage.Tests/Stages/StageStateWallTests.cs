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
    public void Becoming_ready_clears_the_marks_of_admission()
    {
        Stage stage = StageIn(StageState.Running);
        stage.HangfireJob = "7";
        stage.AdmittedAt = DateTimeOffset.UtcNow;

        stage.Change(StageCause.TriedAgain);

        (stage.HangfireJob, stage.AdmittedAt).ShouldBe((null, null));
    }

    [Fact]
    public void The_state_has_no_setter_that_others_could_use() =>
        typeof(Stage).GetProperty(nameof(Stage.State))!.SetMethod!.IsPrivate.ShouldBeTrue();

    private static Stage StageIn(StageState state) => new(state)
    {
        Key = "k",
        Settings = "{}",
        Title = "t",
        Queue = "q",
        Device = "cpu",
    };
}
