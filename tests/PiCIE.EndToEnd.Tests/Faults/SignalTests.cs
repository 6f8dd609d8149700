using System.Diagnostics;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Faults;

/// <summary>What ends a run from outside, and what is left then.</summary>
public sealed class SignalTests : IDisposable
{
    private const int SigHup = 1;
    private const int SigInt = 2;
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private readonly PicieHomeFolder _folder = new();
    private readonly SmallData _data;

    public SignalTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are looked at as Linux shows them");
        _data = SmallData.In(_folder);
        _data.WriteSpec(SmallData.ShortTraining.Replace("epochs: 1", "epochs: 2000", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_closed_terminal_ends_the_run_as_a_stop_does_and_leaves_no_process()
    {
        using WorkingPicie picie = WorkingPicie.Start(_folder, _data.Spec);
        await picie.UntilSaidAsync("train · small · seed 1: started");
        int stage = await picie.StageProcessAsync();

        picie.Signal(SigHup);
        PicieOutcome outcome = await picie.EndAsync();

        outcome.ShouldEndWith(130).ShouldSay("next checkpoint", "the same command goes on from there", "In 20 seconds it stops at once.");
        await WorkingPicie.UntilGoneAsync(stage);
    }

    [Fact]
    public async Task A_third_ctrl_c_ends_a_stage_that_hears_nothing_with_its_supervisor()
    {
        string pid = _folder["pid"];
        Dictionary<string, string> deaf = new() { ["PICIE_STAGE"] = DeafStage(pid) };
        using WorkingPicie picie = WorkingPicie.Start(_folder, _data.Spec, deaf);
        await picie.UntilSaidAsync("started");
        int stage = await PidAsync(pid);

        picie.Signal(SigInt);
        await picie.UntilSaidAsync("Stopping: ");
        picie.Signal(SigInt);
        await picie.UntilSaidAsync("Stopping at once.");
        picie.Signal(SigInt);
        PicieOutcome outcome = await picie.EndAsync();

        outcome.ShouldEndWith(130);
        await WorkingPicie.UntilGoneAsync(stage);
    }

    [Fact]
    [Trait("Category", "long")]
    public async Task After_sigterm_a_stage_that_keeps_nothing_is_waited_for_twenty_seconds_and_ended_then()
    {
        string pid = _folder["pid"];
        using WorkingPicie picie = WorkingPicie.Start(_folder, _data.Spec, new Dictionary<string, string> { ["PICIE_STAGE"] = DeafStage(pid) });
        await picie.UntilSaidAsync("started");
        int stage = await PidAsync(pid);
        Stopwatch watch = Stopwatch.StartNew();

        picie.Signal(SigTerm);
        PicieOutcome outcome = await picie.EndAsync();

        outcome.ShouldEndWith(130).ShouldSay("In 20 seconds it stops at once.");
        watch.Elapsed.TotalSeconds.ShouldBeInRange(19, 60);
        await WorkingPicie.UntilGoneAsync(stage);
    }

    [Fact]
    public async Task A_stage_process_ends_itself_when_its_supervisor_was_killed_and_the_same_command_finishes()
    {
        using WorkingPicie picie = WorkingPicie.Start(_folder, _data.Spec);
        await picie.UntilSaidAsync("train · small · seed 1: started");
        int stage = await picie.StageProcessAsync();

        PicieOutcome working = await _folder.PicieAsync("runs", "list");
        picie.Signal(SigKill);
        await picie.EndAsync();
        PicieOutcome left = await _folder.PicieAsync("runs", "list");
        await WorkingPicie.UntilGoneAsync(stage);

        working.Error.ShouldNotContain("Nobody works");
        left.ShouldSay("1 run is not asked for now", "picie run SPEC goes on with what its spec names").Out.ShouldContain("not asked for now");
        _data.WriteSpec(SmallData.ShortTraining);
        (await _folder.PicieAsync("run", _data.Spec, "--set", "name=shorter", "--json")).ShouldEndWith(0);
    }

    private static async Task<int> PidAsync(string file)
    {
        while (!File.Exists(file) || File.ReadAllText(file).Length == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        return int.Parse(File.ReadAllText(file), System.Globalization.CultureInfo.InvariantCulture);
    }

    private string DeafStage(string pid)
    {
        string script = _folder.Write("deaf.sh", $"#!/bin/bash\ntrap '' TERM INT HUP\nread -r order\necho $$ > {pid}\nwhile true; do sleep 0.05; done\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return script;
    }
}
