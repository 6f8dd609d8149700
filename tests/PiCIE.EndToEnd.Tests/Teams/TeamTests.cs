using System.Diagnostics;
using System.Text.Json;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Teams;

/// <summary>From nothing to a team, as docs/team.md says it: real processes, a real server, real stages.</summary>
public sealed class TeamTests
{
    private static readonly string[] OneThread = ["--set", "train.threads=1", "--set", "cluster.threads=1", "--set", "evaluate.threads=1"];
    private static readonly string[] Sweep = ["--set", "sweep.grid.cluster.k=[3,4]", "--set", "seeds=[1,2]"];

    [Fact]
    public async Task Two_workers_do_a_sweep_that_a_third_process_submits_and_the_numbers_are_those_of_one_machine()
    {
        await using Team team = await Team.CreateAsync();
        string spec = SmallData.In(team.Desk).WriteSpec(SmallData.ShortTraining);
        team.StartWorker("first", "train@cpu=1", "light:preprocess,cluster,evaluate@cpu=1");
        team.StartWorker("second");

        JsonElement[] together = RunsOf(await team.PicieAsync(["run", spec, .. OneThread, .. Sweep, "--json"]));
        JsonElement[] alone = RunsOf(await team.Desk.PicieAsync(["run", spec, .. OneThread, .. Sweep, "--json"]));

        together.Length.ShouldBe(4);
        together.Select(FiguresOf).ShouldBe(alone.Select(FiguresOf));
        together.Select(WeightsOf).ShouldBe(alone.Select(WeightsOf));
        (await team.PicieAsync("runs", "list")).ShouldEndWith(0).Out.ShouldContain("cluster.k=4");
        (await team.PicieAsync("workers", "list")).ShouldEndWith(0).Out.ShouldContain("alive");
        (await team.PicieAsync(["submit", spec, .. OneThread, .. Sweep])).ShouldEndWith(0).Out.ShouldContain("All of it is done already.");
    }

    [Fact]
    public async Task A_worker_that_is_killed_loses_nothing_and_its_stages_are_done_by_another()
    {
        await using Team team = await Team.CreateAsync();
        string spec = SmallData.In(team.Desk).WriteSpec(SmallData.ShortTraining);
        Process killed = team.StartWorker("killed");
        (await team.PicieAsync(["submit", spec, "--set", "name=kept", "--set", "seeds=[1,2,3]"])).ShouldEndWith(0);
        await team.UntilStagesAreDoneAsync("kept", 2);

        killed.Kill();
        team.StartWorker("other");
        PicieOutcome followed = await team.PicieAsync("run", spec, "--set", "name=kept", "--set", "seeds=[1,2,3]", "--json");

        RunsOf(followed).Select(run => run.GetProperty("status").GetString()).ShouldAllBe(status => status == "done");
        (await team.PicieAsync("doctor")).Out.ShouldContain(" 3 runs, PostgreSQL 1");
    }

    [Fact]
    public async Task What_nobody_works_on_is_said_and_stays_submitted()
    {
        await using Team team = await Team.CreateAsync();
        string spec = SmallData.In(team.Desk).WriteSpec(SmallData.ShortTraining);

        PicieOutcome submitted = await team.PicieAsync("submit", spec);

        submitted.ShouldEndWith(0).Error.ShouldContain("no worker is alive; picie worker starts one");
        (await team.PicieAsync("runs", "list")).ShouldEndWith(0).Out.ShouldContain("waiting");
        (await team.PicieAsync("workers", "list")).ShouldEndWith(0).Out.ShouldContain("No worker works for");
    }

    private static JsonElement[] RunsOf(PicieOutcome outcome) => [.. outcome.ShouldEndWith(0).Json.GetProperty("runs").EnumerateArray()];

    private static string FiguresOf(JsonElement run) => $"{run.GetProperty("name")} {run.GetProperty("metrics")}";

    private static string WeightsOf(JsonElement run)
    {
        string path = run.GetProperty("artifacts").EnumerateObject().First(file => file.Value.GetString()!.EndsWith("weights.safetensors", StringComparison.Ordinal)).Value.GetString()!;
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
    }
}
