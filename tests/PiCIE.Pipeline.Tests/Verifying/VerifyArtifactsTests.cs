using PiCIE.Pipeline.Verifying;

namespace PiCIE.Pipeline.Tests.Verifying;

public sealed class VerifyArtifactsTests
{
    [Fact]
    public async Task Of_a_healthy_home_nothing_is_damaged()
    {
        await using TestHome home = await WithRunAsync();

        VerifiedArtifacts found = await home.SendAsync(new VerifyArtifacts(Contents: true));

        (found.Artifacts, found.Damaged.Count).ShouldBe((4, 0));
        found.Bytes.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_flipped_byte_is_found_by_content_only_and_named_with_its_stage()
    {
        await using TestHome home = await WithRunAsync();
        File.WriteAllText(Weights(home), "WEIGHTS");

        (await home.SendAsync(new VerifyArtifacts(Contents: false))).Damaged.ShouldBeEmpty();
        DamagedArtifact damaged = (await home.SendAsync(new VerifyArtifacts(Contents: true))).Damaged.ShouldHaveSingleItem();

        damaged.Sentence.ShouldContain("weights.safetensors has another content");
        (damaged.Title, damaged.Needed).ShouldBe(("Train 1", true));
    }

    [Fact]
    public async Task The_packs_of_a_finished_run_are_needed_by_nobody()
    {
        await using TestHome home = await WithRunAsync();
        Directory.Delete(Path.Combine(home.Home.ArtifactsFolder, "preprocess"), recursive: true);

        DamagedArtifact damaged = (await home.SendAsync(new VerifyArtifacts(Contents: false))).Damaged.ShouldHaveSingleItem();

        damaged.Sentence.ShouldContain("is missing");
        damaged.Needed.ShouldBeFalse();
    }

    private static async Task<TestHome> WithRunAsync()
    {
        TestHome home = new();
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));
        return home;
    }

    private static string Weights(TestHome home) => Directory
        .GetFiles(home.Home.ArtifactsFolder, "weights.safetensors", SearchOption.AllDirectories).ShouldHaveSingleItem();
}
