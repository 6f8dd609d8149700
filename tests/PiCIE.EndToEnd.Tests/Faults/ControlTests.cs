using System.Diagnostics;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Faults;

/// <summary>Commands of a second terminal on a run that works.</summary>
public sealed class ControlTests : IDisposable
{
    private readonly PicieHomeFolder _folder = new();
    private readonly SmallData _data;

    public ControlTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are looked at as Linux shows them");
        _data = SmallData.In(_folder);
        _data.WriteSpec(SmallData.ShortTraining.Replace("epochs: 1", "epochs: 2000", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_stage_is_tried_again_and_canceling_ends_the_run_and_its_process()
    {
        using WorkingPicie picie = WorkingPicie.Start(_folder, _data.Spec);
        await picie.UntilSaidAsync("train · small · seed 1: started");
        int killed = await picie.StageProcessAsync();

        Process.GetProcessById(killed).Kill();
        await picie.UntilSaidAsync("It is tried again: try 2 of 2.");
        await picie.UntilSaidAsync("train · small · seed 1: started");
        int second = await picie.StageProcessAsync();
        PicieOutcome canceled = await _folder.PicieAsync("cancel", "small");
        PicieOutcome outcome = await picie.EndAsync();

        canceled.ShouldEndWith(0).Out.ShouldContain("small: 1 run canceled.");
        outcome.ShouldEndWith(1).ShouldSay("canceled");
        await WorkingPicie.UntilGoneAsync(second);
        (await _folder.PicieAsync("runs", "list", "--json")).Json.GetProperty("runs")[0].GetProperty("status").GetString().ShouldBe("canceled");
        (await _folder.PicieAsync("resume", "small")).ShouldEndWith(0).Out.ShouldContain("small: 1 run asked for again.");
        (await _folder.PicieAsync("pause", "small", "--now")).ShouldEndWith(0).Out.ShouldContain("small is paused: nothing of it starts until picie resume small.");
        (await _folder.PicieAsync("retry", "small")).ShouldEndWith(0).Out.ShouldContain("small: no run asked for again (1 waiting). It is paused");
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("retry")]
    public async Task Without_a_run_or_with_one_that_is_not_there_they_change_nothing(string command)
    {
        (await _folder.PicieAsync(command)).ShouldEndWith(2).ShouldSay("RUN");
        (await _folder.PicieAsync(command, "meadows")).ShouldEndWith(4).ShouldSay("meadows");
    }
}
