using System.Text.Json;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Faults;

/// <summary>A second <c>picie run</c> on a home on which another one works: it follows, is worked for, and takes over.</summary>
public sealed class SecondRunTests : IDisposable
{
    private const int SigInt = 2;
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private readonly PicieHomeFolder _folder = new();
    private readonly SmallData _data;
    private readonly string _short;
    private readonly string _long;

    public SecondRunTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are looked at as Linux shows them");
        _data = SmallData.In(_folder);
        _short = _data.WriteSpec(SmallData.ShortTraining, name: "short");
        _long = _data.WriteSpec(SmallData.ShortTraining.Replace("epochs: 1", "epochs: 2000", StringComparison.Ordinal), name: "long");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_of_one_spec_both_end_well_with_the_same_figures_and_each_stage_is_computed_once()
    {
        using WorkingPicie first = WorkingPicie.Start(_folder, "ada", "run", _short, "--json");
        using WorkingPicie second = WorkingPicie.Start(_folder, "ada", "run", _short, "--json");

        JsonElement[] runs = [Run(await first.EndAsync()), Run(await second.EndAsync())];

        runs[1].GetProperty("metrics").ToString().ShouldBe(runs[0].GetProperty("metrics").ToString());
        runs[0].GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("attempts").GetInt32()).ShouldAllBe(attempts => attempts == 1);
        Followers().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_works_for_the_second_and_when_it_is_killed_the_second_goes_on()
    {
        using WorkingPicie first = WorkingPicie.Start(_folder, "ada", "run", _long);
        await first.UntilSaidAsync("train · long · seed 1: started");
        int stage = await first.StageProcessAsync();
        using WorkingPicie second = WorkingPicie.Start(_folder, "bob", "run", _short);
        await second.UntilSaidAsync($"The process {first.Id} on {Environment.MachineName} works on this home");

        first.Signal(SigKill);
        await first.EndAsync();
        PicieOutcome outcome = await second.EndAsync();

        outcome.ShouldEndWith(0);
        await WorkingPicie.UntilGoneAsync(stage);
        Followers().ShouldBeEmpty();
        (await _folder.PicieAsync("runs", "list", "--where", "experiment = long")).ShouldSay("1 run is not asked for now").Out.ShouldContain("not asked for now");
        (await _folder.PicieAsync("db", "check")).ShouldEndWith(0);
    }

    [Fact]
    public async Task Serving_works_on_what_was_submitted_a_run_follows_it_and_sigterm_ends_it_well()
    {
        (await _folder.PicieAsync("submit", _short)).ShouldEndWith(0).ShouldSay("picie serve works on it");
        using WorkingPicie serving = WorkingPicie.Start(_folder, "ada", "serve", "--port", "0");
        await serving.UntilSaidAsync("Works on everything that is wanted");

        (await _folder.PicieAsync("serve", "--port", "0")).ShouldEndWith(5).ShouldSay("Another picie serve serves");
        (await _folder.PicieAsync("run", _short)).ShouldEndWith(0);
        serving.Signal(SigTerm);

        (await serving.EndAsync()).ShouldEndWith(0).ShouldSay("Serving until Ctrl-C or SIGTERM", "evaluate · short · seed 1: done in", "Serving has ended.");
    }

    [Fact]
    public async Task When_its_own_runs_are_canceled_it_leaves_what_it_did_for_others_at_a_checkpoint_and_the_next_goes_on()
    {
        using WorkingPicie first = WorkingPicie.Start(_folder, "ada", "run", _long, "--set", "name=mine", "--set", "seeds=[2]");
        await first.UntilSaidAsync("train · mine · seed 2: started");
        using WorkingPicie second = WorkingPicie.Start(_folder, "bob", "run", _long);
        await second.UntilSaidAsync("works on this home");

        (await _folder.PicieAsync("pause", "mine", "--now")).ShouldEndWith(0);
        await second.UntilSaidAsync("train · long · seed 1: started");
        (await _folder.PicieAsync("cancel", "mine")).ShouldEndWith(0);
        (await first.EndAsync()).ShouldEndWith(1).ShouldSay("mine: tester paused it", "runs for others: it stops where something is saved", "mine: tester canceled 1 of its runs.");
        await second.UntilSaidAsync("train · long · seed 1: started again");
        second.Signal(SigInt);

        (await second.EndAsync()).ShouldEndWith(130).ShouldSay("next checkpoint");
        Followers().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_follower_hears_who_canceled_its_runs_and_one_that_is_stopped_wants_nothing_more()
    {
        using WorkingPicie first = WorkingPicie.Start(_folder, "ada", "run", _long);
        await first.UntilSaidAsync("train · long · seed 1: started");
        using WorkingPicie canceled = WorkingPicie.Start(_folder, "bob", "run", _short, "--set", "name=canceled");
        using WorkingPicie stopped = WorkingPicie.Start(_folder, "bob", "run", _short, "--set", "name=stopped");
        await canceled.UntilSaidAsync("works on this home");
        await stopped.UntilSaidAsync("works on this home");
        Followers().Length.ShouldBe(3);

        (await _folder.PicieAsync("cancel", "canceled")).ShouldEndWith(0);
        stopped.Signal(SigInt);

        (await canceled.EndAsync()).ShouldEndWith(1).ShouldSay("canceled: tester canceled 1 of its runs.");
        (await stopped.EndAsync()).ShouldEndWith(130).ShouldSay("Stopping to follow.", "the same command goes on");
        Followers().Length.ShouldBe(1);
    }

    private static JsonElement Run(PicieOutcome outcome) => outcome.ShouldEndWith(0).Json.GetProperty("runs")[0];

    private string[] Followers() => Directory.GetFiles(Path.Combine(_folder.Home, "followers"));
}
