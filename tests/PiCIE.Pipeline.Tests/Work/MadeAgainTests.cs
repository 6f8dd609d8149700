using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Work;

public sealed class MadeAgainTests
{
    [Theory]
    [OnEachDatabase]
    public async Task What_a_dead_process_left_is_cleared_by_the_next(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid stage = await home.StageIdAsync(StageKind.Preprocess);
        await home.StartAsync(stage);

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);

        await using PicieContext context = await home.OpenAsync();
        List<AttemptOutcome?> outcomes = await context.Attempts.Where(attempt => attempt.StageId == stage)
            .OrderBy(attempt => attempt.Number).Select(attempt => attempt.Outcome).ToListAsync();
        outcomes.ShouldBe([AttemptOutcome.Lost, AttemptOutcome.Succeeded]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Only_what_attempts_left_is_cleared(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        string left = Directory.CreateDirectory(home.Home.AttemptFolder(Guid.CreateVersion7(), 3).Root).FullName;
        string tool = Directory.CreateDirectory(Path.Combine(home.Home.ToolsFolder, "predict-1")).FullName;
        string other = Directory.CreateDirectory(Path.Combine(home.Home.WorkFolder, "notes")).FullName;

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);

        Directory.Exists(left).ShouldBeFalse();
        Directory.Exists(tool).ShouldBeTrue();
        Directory.Exists(other).ShouldBeTrue();
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_folder_that_cannot_be_cleared_keeps_nobody_from_working(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        string left = Directory.CreateDirectory(home.Home.AttemptFolder(Guid.CreateVersion7(), 3).Root).FullName;
        using StillWriting child = StillWriting.Into(left);

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_damaged_input_is_made_again_before_it_is_used(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        home.Let("cluster", "input");
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);
        string weights = (await home.SendAsync(new ShowExperiment(experiment))).Runs[0].Artifacts[ArtifactNames.Weights];
        File.WriteAllText(weights, "WEIGHTS");
        home.Let("cluster", null);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Watching watching = new();

        (await home.WorkAsync(experiment, watching)).ShouldBe(WorkOutcome.Done);

        home.Ran().ShouldBe(["preprocess", "train", "cluster", "train", "cluster", "evaluate"]);
        watching.Notices.OfType<StageWithdrawn>().Single().Sentence.ShouldContain("weights.safetensors has another content");
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_failed_stage_whose_input_is_gone_waits_for_it(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        home.Let("train", "once input");
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);
        Directory.Delete(Path.Combine(home.Home.ArtifactsFolder, "preprocess"), recursive: true);

        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));

        (await home.SendAsync(new ShowExperiment(experiment))).Runs[0].Stages.Select(stage => stage.Status).ShouldBe([StageState.Ready, StageState.Blocked, StageState.Blocked, StageState.Blocked]);
        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);
        home.Ran().ShouldBe(["preprocess", "train", "preprocess", "train", "cluster", "evaluate"]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_finished_run_stays_done_when_its_packs_are_lost(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);

        (await home.Get<IStageLedger>().WithdrawAsync(await home.StageIdAsync(StageKind.Preprocess), "missing", default)).ShouldBeTrue();

        RunDocument run = (await home.SendAsync(new ShowExperiment(experiment))).Runs.Single();
        (run.Status, run.Stages[0].Status).ShouldBe((RunStatus.Done, StageState.Ready));
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_removed_artifact_is_made_again_by_the_next_submit(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);
        Directory.Delete((await home.SendAsync(new ShowExperiment(experiment))).Runs[0].Artifacts[ArtifactNames.Cluster], recursive: true);

        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);
        home.Ran().Skip(4).ShouldBe(["cluster"]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task After_the_loss_of_the_database_all_is_made_again_beside_what_is_stored(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));
        string[] before = Stored();
        Dictionary<string, string> contents = before.ToDictionary(file => file, File.ReadAllText);
        SqliteConnection.ClearAllPools();
        Array.ForEach(Directory.GetFiles(home.Root, "picie.db*"), File.Delete);

        string? server = kind == DatabaseKind.PostgreSql ? await PostgreSqlServer.NewDatabaseAsync() : null;
        await using TestHome next = new(home.Root, server: server);
        Guid experiment = await next.SubmitAsync(TestPlans.Of(next, "fields", "text", 1));
        (await next.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);

        before.ShouldAllBe(file => File.ReadAllText(file) == contents[file]);
        Stored().Length.ShouldBe(2 * before.Length);
        RunDocument run = (await next.SendAsync(new ShowExperiment(experiment))).Runs.Single();
        run.Stages.ShouldAllBe(stage => stage.Attempts == 1);

        string[] Stored() => [.. Directory.GetFiles(home.Home.ArtifactsFolder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != ".picie-store")];
    }
}
