using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Specs;
using PiCIE.Pipeline.Submissions;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Tests.Submissions;

public sealed class SubmissionTests
{
    [Theory]
    [OnEachDatabase]
    public async Task A_submit_makes_first_stages_ready_and_the_others_blocked(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));

        await using PicieContext context = await home.OpenAsync();
        (await context.Stages.CountAsync(stage => stage.State == StageState.Ready)).ShouldBe(1);
        (await context.Stages.CountAsync(stage => stage.State == StageState.Blocked)).ShouldBe(6);
    }

    [Theory]
    [OnEachDatabase]
    public async Task What_enters_no_key_is_taken_from_the_newest_plan_until_a_stage_is_begun(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(Saying("first"));
        await home.StartAsync(await home.StageIdAsync(StageKind.Preprocess));

        await home.SubmitAsync(Saying("second"));

        await using PicieContext context = await home.OpenAsync();
        (await context.Stages.OrderBy(stage => stage.CreatedAt).Select(stage => stage.Settings).ToListAsync())
            .ShouldBe(["""{"said":"first"}""", """{"said":"second"}""", """{"said":"second"}""", """{"said":"second"}"""]);

        PlannedExperiment Saying(string word)
        {
            PlannedExperiment planned = TestPlans.Of(home, "fields", "text", 1);
            PlannedStage[] stages = [.. planned.Plan.Stages.Select(stage => stage with { Settings = StageJson.ToElement(new { said = word }) })];
            return planned with { Plan = planned.Plan with { Stages = stages } };
        }
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_text_that_now_means_other_runs_names_those_and_no_longer_the_old_ones(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.OfPhotographs("before", home, "fields", "text", 1, 2));

        Guid experiment = await home.SubmitAsync(TestPlans.OfPhotographs("corrected", home, "fields", "text", 1, 2));

        await using PicieContext context = await home.OpenAsync();
        (await context.SpecRevisions.CountAsync()).ShouldBe(1);
        (await context.RevisionRuns.Select(row => row.RunId).ToListAsync()).ShouldBe(home.Asked(experiment), ignoreOrder: true);
    }

    [Theory]
    [OnEachDatabase]
    public async Task The_same_text_is_the_same_revision_and_another_text_a_further_one(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text with two seeds", 1, 2));

        await using PicieContext context = await home.OpenAsync();
        (await context.SpecRevisions.OrderBy(row => row.Number).Select(row => row.Text).ToListAsync()).ShouldBe(["text", "text with two seeds"]);
        (await context.Runs.OrderBy(run => run.Position).Select(run => run.Name).ToListAsync()).ShouldBe(["seed-1", "seed-2"]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Other_overrides_of_the_same_text_are_a_further_revision(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        PlannedExperiment planned = TestPlans.Of(home, "fields", "text", 1);
        await home.SubmitAsync(planned);
        await home.SubmitAsync(planned with { Spec = planned.Spec with { Overrides = ["priority=1"] } });

        await using PicieContext context = await home.OpenAsync();
        (await context.SpecRevisions.OrderBy(row => row.Number).Select(row => row.Overrides).ToListAsync()).ShouldBe(["[]", "[\"priority=1\"]"]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task An_older_text_submitted_again_brings_back_what_it_says_of_the_experiment(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        PlannedExperiment first = TestPlans.Of(home, "fields", "text", 1);
        first = first with { Spec = first.Spec with { Priority = 1, MaxConcurrent = 2, Tags = ["small", "fields"] } };
        PlannedExperiment second = TestPlans.Of(home, "fields", "other text", 1);
        second = second with { Spec = second.Spec with { Priority = 9, Tags = ["fields", "large"] } };

        await home.SubmitAsync(first);
        await home.SubmitAsync(second);
        (await SaidAsync(home)).ShouldBe((9, null, 2, "fields large"));
        await home.SubmitAsync(first);
        (await SaidAsync(home)).ShouldBe((1, 2, 1, "fields small"));
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_canceled_run_that_is_submitted_again_is_wanted_again(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await using (PicieContext canceling = await home.OpenAsync())
        {
            (await canceling.Runs.SingleAsync()).CanceledAt = DateTimeOffset.UtcNow;
            await canceling.SaveChangesAsync();
        }

        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));

        await using PicieContext context = await home.OpenAsync();
        Run run = await context.Runs.SingleAsync();
        (run.Status, run.CanceledAt).ShouldBe((RunStatus.Waiting, null));
        (await context.StageWanters.CountAsync()).ShouldBe(run.StageCount);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_run_of_the_same_settings_whose_stages_have_other_keys_takes_the_place_of_the_one_before(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        (await SuccessorsAsync(home)).ShouldBe([null]);

        await home.SubmitAsync(TestPlans.OfPhotographs("packed by a newer version", home, "fields", "text", 1));
        (await SuccessorsAsync(home)).ShouldBe([1, null]);

        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        (await SuccessorsAsync(home)).ShouldBe([null, 0]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Runs_that_the_new_text_does_not_name_stay(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.SubmitAsync(TestPlans.Of(home, "fields", "other text", 2));

        await using PicieContext context = await home.OpenAsync();
        (await context.Runs.CountAsync(run => run.ExperimentId == experiment)).ShouldBe(2);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Other_data_under_a_name_is_a_conflict_and_leaves_everything_as_it_was(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        PlannedExperiment other = TestPlans.Of(home, "fields", "text", 2);
        string forests = Path.Combine(home.Root, "control");
        other = other with { DataFolder = forests, Subject = other.Subject with { Data = forests } };

        PicieException error = await Should.ThrowAsync<PicieException>(() => home.SubmitAsync(other));

        error.Kind.ShouldBe(ProblemKind.Conflict);
        error.Message.ShouldContain(forests);
        await using PicieContext context = await home.OpenAsync();
        (await context.Runs.CountAsync()).ShouldBe(1);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Start_weights_are_kept_by_content_once(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
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

    [Theory]
    [OnEachDatabase]
    public async Task Start_weights_that_another_submit_stores_meanwhile_are_shared(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
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
    [OnEachDatabase(new object?[] { null })]
    [OnEachDatabase("half")]
    [OnEachDatabase("wiehgts")]
    public async Task Start_weights_that_were_damaged_are_stored_anew_beside_them(DatabaseKind kind, string? left)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
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

    /// <summary>For each run, in order, the position of the one that took its place.</summary>
    private static async Task<List<int?>> SuccessorsAsync(TestHome home)
    {
        await using PicieContext context = await home.OpenAsync();
        return await context.Runs.OrderBy(run => run.Position)
            .Select(run => context.Runs.Where(other => other.Id == run.SupersededById).Select(other => (int?)other.Position).FirstOrDefault()).ToListAsync();
    }

    private static async Task<(int Priority, int? MaxConcurrent, int Revision, string Tags)> SaidAsync(TestHome home)
    {
        await using PicieContext context = await home.OpenAsync();
        List<string> tags = await context.ExperimentTags.OrderBy(row => row.Tag).Select(row => row.Tag).ToListAsync();
        Experiment row = await context.Experiments.SingleAsync();
        return (row.Priority, row.MaxConcurrent, row.CurrentRevision, string.Join(' ', tags));
    }

    private static StartWeights Weights(TestHome home)
    {
        string file = Path.Combine(home.Root, "mine.pth");
        File.WriteAllText(file, "weights");
        return new StartWeights(file, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
    }
}
