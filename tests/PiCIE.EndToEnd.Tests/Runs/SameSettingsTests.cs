using System.Security.Cryptography;
using System.Text.Json;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Runs;

/// <summary>The same settings give the same numbers on one machine with one number of threads, whatever home they run in.</summary>
[Collection(RunsInTurn.Name)]
public sealed class SameSettingsTests
{
    private static readonly string[] TwoThreads =
        ["--set", "train.threads=2", "--set", "cluster.threads=2", "--set", "evaluate.threads=2"];

    [Fact]
    public async Task Two_homes_come_to_the_same_network_and_the_same_figures_to_the_last_bit()
    {
        using PicieHomeFolder one = new();
        using PicieHomeFolder other = new();

        JsonElement first = await RunAsync(one);
        JsonElement second = await RunAsync(other);

        second.GetProperty("metrics").GetRawText().ShouldBe(first.GetProperty("metrics").GetRawText());
        second.Curve("loss").ShouldBe(first.Curve("loss"));
        foreach (string file in new[] { "weights.safetensors", "centroids.safetensors" })
        {
            Sha256(second.Artifact("train", file)).ShouldBe(Sha256(first.Artifact("train", file)), file);
        }

        Sha256(second.Artifact("cluster", "repeat-1.safetensors")).ShouldBe(Sha256(first.Artifact("cluster", "repeat-1.safetensors")));
    }

    [Fact]
    public async Task Another_seed_comes_to_another_network()
    {
        using PicieHomeFolder folder = new();

        PicieOutcome outcome = await folder.PicieAsync(["run", SpecIn(folder), "--set", "seeds=[1, 2]", "--json"]);

        string[] networks = [.. outcome.ShouldEndWith(0).Json.GetProperty("runs").EnumerateArray().Select(run => Sha256(run.Artifact("weights")))];
        networks.Length.ShouldBe(2);
        networks.ShouldBeUnique();
    }

    private static async Task<JsonElement> RunAsync(PicieHomeFolder folder) =>
        (await folder.PicieAsync(["run", SpecIn(folder), .. TwoThreads, "--json"])).Run();

    private static string SpecIn(PicieHomeFolder folder) => SmallData.In(folder).WriteSpec(SmallData.ShortTraining);

    private static string Sha256(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
}
