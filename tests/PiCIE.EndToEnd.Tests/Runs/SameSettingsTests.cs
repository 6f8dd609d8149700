using System.Security.Cryptography;
using System.Text.Json;

namespace PiCIE.EndToEnd.Tests.Runs;

/// <summary>The same settings give the same numbers on one machine with one number of threads, whatever home they run in.</summary>
[Collection(RunsInTurn.Name)]
public sealed class SameSettingsTests(SameSettings same) : IClassFixture<SameSettings>
{
    [Fact]
    public void Two_homes_come_to_the_same_network_and_the_same_figures_to_the_last_bit()
    {
        JsonElement first = SeedOf(1);

        same.Again.GetProperty("metrics").GetRawText().ShouldBe(first.GetProperty("metrics").GetRawText());
        same.Again.Curve("loss").ShouldBe(first.Curve("loss"));
        foreach (string file in new[] { "weights.safetensors", "centroids.safetensors" })
        {
            Sha256(same.Again.Artifact("train", file)).ShouldBe(Sha256(first.Artifact("train", file)), file);
        }

        Sha256(same.Again.Artifact("cluster", "repeat-1.safetensors")).ShouldBe(Sha256(first.Artifact("cluster", "repeat-1.safetensors")));
    }

    [Fact]
    public void Another_seed_comes_to_another_network() =>
        Sha256(SeedOf(2).Artifact("weights")).ShouldNotBe(Sha256(SeedOf(1).Artifact("weights")));

    private JsonElement SeedOf(int seed) => same.Seeds.Single(run => run.GetProperty("seeds").GetProperty("train").GetInt32() == seed);

    private static string Sha256(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
}
