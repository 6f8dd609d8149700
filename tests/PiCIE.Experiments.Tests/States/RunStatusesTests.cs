using PiCIE.Experiments.States;

namespace PiCIE.Experiments.Tests.States;

public sealed class RunStatusesTests
{
    [Theory]
    [InlineData(RunStatus.Waiting)]
    [InlineData(RunStatus.Waiting, StageState.Ready, StageState.Blocked)]
    [InlineData(RunStatus.Waiting, StageState.Done, StageState.Ready)]
    [InlineData(RunStatus.Running, StageState.Done, StageState.Running, StageState.Blocked)]
    [InlineData(RunStatus.Done, StageState.Done, StageState.Done)]
    [InlineData(RunStatus.Failed, StageState.Failed, StageState.Running)]
    [InlineData(RunStatus.Failed, StageState.Canceled, StageState.Failed)]
    [InlineData(RunStatus.Canceled, StageState.Done, StageState.Canceled, StageState.Blocked)]
    public void The_status_follows_from_the_stages(RunStatus status, params StageState[] stages) =>
        RunStatuses.Of(stages).ShouldBe(status);

    [Fact]
    public void The_order_of_the_stages_says_nothing()
    {
        foreach (StageState first in Enum.GetValues<StageState>())
        {
            foreach (StageState second in Enum.GetValues<StageState>())
            {
                RunStatuses.Of([first, second]).ShouldBe(RunStatuses.Of([second, first]));
            }
        }
    }
}
