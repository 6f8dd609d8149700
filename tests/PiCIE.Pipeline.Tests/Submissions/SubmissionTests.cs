using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Specs;
using PiCIE.Pipeline.Submissions;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Tests.Submissions;

public sealed class SubmissionTests
{
    [Fact]
    public async Task A_submit_makes_first_stages_ready_and_the_others_blocked()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));

        await using PicieContext context = await home.OpenAsync();
        (await context.Stages.CountAsync(stage => stage.State == StageState.Ready)).ShouldBe(1);
        (await context.Stages.CountAsync(stage => stage.State == StageState.Blocked)).ShouldBe(6);
    }

    [Fact]
    public async Task The_same_text_is_the_same_revision_and_another_text_a_further_one()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text with two seeds", 1, 2));

        await using PicieContext context = await home.OpenAsync();
        (await context.SpecRevisions.OrderBy(row => row.Number).Select(row => row.Text).ToListAsync()).ShouldBe(["text", "text with two seeds"]);
        (await context.Runs.OrderBy(run => run.Position).Select(run => run.Name).ToListAsync()).ShouldBe(["seed-1", "seed-2"]);
    }

    [Fact]
    public async Task Runs_that_the_new_text_does_not_name_stay()
    {
        await using TestHome home = new();
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.SubmitAsync(TestPlans.Of(home, "fields", "other text", 2));

        await using PicieContext context = await home.OpenAsync();
        (await context.Runs.CountAsync(run => run.ExperimentId == experiment)).ShouldBe(2);
    }

    [Fact]
    public async Task Other_data_under_a_name_is_a_conflict_and_leaves_everything_as_it_was()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        PlannedExperiment other = TestPlans.Of(home, "fields", "text", 2);
        string forests = Path.Combine(home.Root, "control");
        other = other with { DataFolder = forests, Subject = other.Subject with { Data = forests } };

        PicieException error = await Should.ThrowAsync<PicieException>(() => home.SubmitAsync(other));

        error.Status.ShouldBe(ExitStatus.Conflict);
        error.Message.ShouldContain(forests);
        await using PicieContext context = await home.OpenAsync();
        (await context.Runs.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Start_weights_are_kept_by_content_once()
    {
        await using TestHome home = new();
        StoredWeights weights = home.Get<StoredWeights>();
        StartWeights start = Weights(home);
        await using PicieContext context = await home.OpenAsync();

        (Storage.Artifacts.Artifact first, string name) = await weights.KeepAsync(context, start, default);
        await context.SaveChangesAsync();
        (Storage.Artifacts.Artifact second, _) = await weights.KeepAsync(context, start, default);

        second.Id.ShouldBe(first.Id);
        name.ShouldBe("start.pth");
        File.Delete(start.File);
        File.ReadAllText(Path.Combine(home.Home.ArtifactsFolder, "weights", start.Sha256, $"{first.Id:N}", "start.pth")).ShouldBe("weights");
    }

    [Fact]
    public async Task Start_weights_that_another_submit_stores_meanwhile_are_shared()
    {
        await using TestHome home = new();
        StartWeights start = Weights(home);
        await using PicieContext first = await home.OpenAsync();
        await using PicieContext second = await home.OpenAsync();

        (Storage.Artifacts.Artifact one, _) = await home.Get<StoredWeights>().KeepAsync(first, start, default);
        (Storage.Artifacts.Artifact other, _) = await home.Get<StoredWeights>().KeepAsync(second, start, default);

        (one.Attempt, other.Attempt, other.ManifestSha256).ShouldBe((1, 1, one.ManifestSha256));
        await first.SaveChangesAsync();
        StorageErrors.IsDoubled(await Should.ThrowAsync<DbUpdateException>(() => second.SaveChangesAsync())).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("half")]
    [InlineData("wiehgts")]
    public async Task Start_weights_that_were_damaged_are_stored_anew_beside_them(string? left)
    {
        await using TestHome home = new();
        StartWeights start = Weights(home);
        await using PicieContext context = await home.OpenAsync();
        (Storage.Artifacts.Artifact first, _) = await home.Get<StoredWeights>().KeepAsync(context, start, default);
        await context.SaveChangesAsync();
        string folder = Path.Combine(home.Home.ArtifactsFolder, "weights", start.Sha256, $"{first.Id:N}");
        if (left is null)
        {
            Directory.Delete(folder, recursive: true);
        }
        else
        {
            File.WriteAllText(Path.Combine(folder, "start.pth"), left);
        }

        (Storage.Artifacts.Artifact anew, _) = await home.Get<StoredWeights>().KeepAsync(context, start, default);
        await context.SaveChangesAsync();

        anew.Attempt.ShouldBe(2);
        File.ReadAllText(Path.Combine(home.Home.ArtifactsFolder, "weights", start.Sha256, $"{anew.Id:N}", "start.pth")).ShouldBe("weights");
    }

    private static StartWeights Weights(TestHome home)
    {
        string file = Path.Combine(home.Root, "mine.pth");
        File.WriteAllText(file, "weights");
        return new StartWeights(file, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
    }
}
