using PiCIE.Experiments.States;

namespace PiCIE.Experiments.Tests.States;

public sealed class RunStatusesTests
{
    [Theory]
    [InlineData(RunStatus.Waiting, false)]
    [InlineData(RunStatus.Canceled, true)]
    [InlineData(RunStatus.Waiting, false, StageState.Ready, StageState.Blocked)]
    [InlineData(RunStatus.Waiting, false, StageState.Done, StageState.Ready)]
    [InlineData(RunStatus.Running, false, StageState.Done, StageState.Running, StageState.Blocked)]
    [InlineData(RunStatus.Done, false, StageState.Done, StageState.Done)]
    [InlineData(RunStatus.Done, true, StageState.Done, StageState.Done)]
    [InlineData(RunStatus.Done, false, StageState.Ready, StageState.Done)]
    [InlineData(RunStatus.Done, false, StageState.Failed, StageState.Done)]
    [InlineData(RunStatus.Failed, false, StageState.Failed, StageState.Running)]
    [InlineData(RunStatus.Failed, false, StageState.Running, StageState.Failed, StageState.Blocked)]
    [InlineData(RunStatus.Canceled, true, StageState.Failed, StageState.Running)]
    [InlineData(RunStatus.Canceled, true, StageState.Running, StageState.Blocked)]
    public void The_status_follows_from_the_stages_the_last_of_which_nothing_reads(RunStatus status, bool canceled, params StageState[] stages) =>
        RunStatuses.Of([.. stages.Select((state, index) => new StageOfRun(state, index == stages.Length - 1))], canceled).ShouldBe(status);

    [Fact]
    public void Of_several_last_stages_all_must_be_done()
    {
        RunStatuses.Of([new StageOfRun(StageState.Done, true), new StageOfRun(StageState.Running, true)], false).ShouldBe(RunStatus.Running);
        RunStatuses.Of([new StageOfRun(StageState.Done, true), new StageOfRun(StageState.Done, true)], false).ShouldBe(RunStatus.Done);
    }
}
