using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Submissions;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.DataSets;

namespace PiCIE.Pipeline.Tests.Submissions;

/// <summary>A plan ends as its run would: what a submit refuses or does again, the plan says.</summary>
public sealed class PlanExperimentTests
{
    private const string Spec = """
        name: fields
        task: folder
        data: ./pictures
        method: frozen
        backbone: { weights: none }
        preprocess: { baseResolution: 64, resolution: 64 }
        cluster: { k: 5 }
        """;

    [Fact]
    public async Task A_name_that_stands_for_other_data_is_refused_by_the_plan_in_the_words_of_the_run()
    {
        await using TestHome home = WithPictures("one", "two");
        await SubmitAsync(home, "one");

        PicieException plan = await Should.ThrowAsync<PicieException>(() => PlanAsync(home, "two"));
        PicieException run = await Should.ThrowAsync<PicieException>(() => SubmitAsync(home, "two"));

        (plan.Code, plan.Kind, plan.Message, plan.Hint).ShouldBe((run.Code, run.Kind, run.Message, run.Hint));
        plan.Kind.ShouldBe(ProblemKind.Conflict);
    }

    [Fact]
    public async Task Another_persons_experiment_of_that_name_refuses_nothing()
    {
        await using TestHome home = WithPictures("one", "two");
        await SubmitAsync(home, "one");

        (await home.SendAsync(new PlanExperiment(Spec, SpecPath(home, "two"), [], "somebody else"))).Experiment.ShouldBe("fields");
    }

    [Fact]
    public async Task Another_persons_runs_are_new_to_me()
    {
        await using TestHome home = WithPictures("one");
        await SubmitAsync(home, "one");

        (await PlanAsync(home, "one")).Runs.Select(run => run.Known).ShouldBe([true]);
        (await home.SendAsync(new PlanExperiment(Spec, SpecPath(home, "one"), [], "somebody else"))).Runs.Select(run => run.Known).ShouldBe([false]);
    }

    [Fact]
    public async Task Packs_that_are_gone_are_made_again_only_where_an_open_stage_reads_them()
    {
        await using TestHome home = WithPictures("one");
        home.Let("evaluate", "once input");
        SubmittedExperiment submitted = await SubmitAsync(home, "one");
        (await home.WorkAsync(submitted.ExperimentId)).ShouldBe(WorkOutcome.Failed);
        Directory.Delete(Path.Combine(home.Home.ArtifactsFolder, "preprocess"), recursive: true);

        PlanDocument open = await PlanAsync(home, "one");
        await SubmitAsync(home, "one");
        WorkOutcome outcome = await home.WorkAsync(submitted.ExperimentId);
        Directory.Delete(Path.Combine(home.Home.ArtifactsFolder, "preprocess"), recursive: true);
        PlanDocument finished = await PlanAsync(home, "one");

        open.Stages.Where(stage => stage.Kind == StageKind.Preprocess).Select(stage => stage.Status).Distinct().ShouldBe([PlannedStatus.Ready]);
        outcome.ShouldBe(WorkOutcome.Done);
        finished.Stages.Select(stage => stage.Status).Distinct().ShouldBe([PlannedStatus.Done]);
    }

    [Fact]
    public async Task A_plan_says_what_a_submit_makes_again_and_changes_nothing()
    {
        await using TestHome home = WithPictures("one");
        SubmittedExperiment submitted = await SubmitAsync(home, "one");
        await home.WorkAsync(submitted.ExperimentId);
        (await PlanAsync(home, "one")).Stages.ShouldAllBe(stage => stage.Done);
        Directory.Delete(Path.Combine(home.Home.ArtifactsFolder, "cluster"), recursive: true);

        PlanDocument first = await PlanAsync(home, "one");
        PlanDocument second = await PlanAsync(home, "one");

        first.Stages.Where(stage => !stage.Done).Select(stage => (stage.Kind, stage.Status)).ShouldBe([(StageKind.Cluster, PlannedStatus.Ready)]);
        second.Stages.ShouldBe(first.Stages);
    }

    [Fact]
    public async Task A_plan_expects_what_like_stages_took_and_says_where_there_is_none()
    {
        await using TestHome home = WithPictures("one", "two");
        PlanDocument first = await PlanAsync(home, "one");
        SubmittedExperiment submitted = await SubmitAsync(home, "one");
        await home.WorkAsync(submitted.ExperimentId);
        PlanDocument done = await PlanAsync(home, "one");
        PlanDocument more = await PlanAsync(home, "one", "seeds=[1, 2]", "cluster.repeats=2");

        ExpectedCostDocument unknown = first.Expected.ShouldNotBeNull();
        (unknown.Seconds, unknown.DeviceSeconds, unknown.Slots, unknown.Stages).ShouldBe((null, 0, 1, 4));
        unknown.Kinds.ShouldAllBe(kind => kind.WithoutTime == kind.Stages && kind.LikeStages == 0);
        first.Stages.Select(stage => stage.Bytes).ShouldBe([2 * 64 * 64 * 3, null, null, null], "a raw pack has the size of its photographs");
        done.Expected.ShouldNotBeNull().Kinds.ShouldBeEmpty();
        ExpectedCostDocument expected = more.Expected.ShouldNotBeNull();
        expected.Kinds.Select(kind => (kind.Kind, kind.Stages, kind.WithoutTime, kind.LikeStages)).ShouldBe(
            [(StageKind.Train, 1, 0, 1), (StageKind.Cluster, 2, 0, 1), (StageKind.Evaluate, 2, 0, 1)]);
        expected.Seconds.ShouldNotBeNull().ShouldBe(expected.DeviceSeconds, 1e-6, "one slot does one after the other");
        expected.DeviceSeconds.ShouldBeGreaterThan(0);
        expected.DeviceSeconds.ShouldBe(more.Stages.Sum(stage => stage.Seconds ?? 0), 1e-9);
    }

    [Fact]
    public async Task A_pipe_among_the_photographs_is_refused_and_not_waited_for()
    {
        await using TestHome home = WithPictures("one");
        string pipe = NamedPipe.At(Path.Combine(home.Root, "one", "pictures", "c.png"));

        PicieException error = await Should.ThrowAsync<PicieException>(() => PlanAsync(home, "one"));

        error.Kind.ShouldBe(ProblemKind.Input);
        error.Message.ShouldContain($"{pipe} is a named pipe, not a file");
    }

    [Fact]
    public async Task Settings_that_are_mostly_a_slip_of_the_pen_are_remarked_on_by_plan_and_submit()
    {
        await using TestHome home = WithPictures("one");

        string[] remarks = ["cluster.repeats is 60, 60 times the default 1; usual are 1 to 50"];
        (await PlanAsync(home, "one", "cluster.repeats=60")).Remarks.ShouldBe(remarks);
        (await home.SendAsync(new SubmitExperiment(Spec, SpecPath(home, "one"), ["cluster.repeats=60"], "ada"))).Plan.Remarks.ShouldBe(remarks);
        (await PlanAsync(home, "one")).Remarks.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_stage_found_other_files_the_next_plan_reads_every_file()
    {
        await using TestHome home = WithPictures("one");
        // A plan keeps nothing: hashes are known since a submit.
        await SubmitAsync(home, "one");
        PlanDocument right = await PlanAsync(home, "one");
        await SubmitAsync(home, "one");
        await InventHashesAsync(home);
        home.Let("preprocess", "changed");
        SubmittedExperiment submitted = await SubmitAsync(home, "one");
        submitted.Plan.Stages.Select(stage => stage.Key).ShouldNotBe(right.Stages.Select(stage => stage.Key));
        await home.WorkAsync(submitted.ExperimentId);

        (await PlanAsync(home, "one")).Stages.Select(stage => stage.Key).ShouldBe(right.Stages.Select(stage => stage.Key));
    }

    /// <summary>As on a file system that makes believe that nothing changed: the hashes that are known are of other content.</summary>
    private static async Task InventHashesAsync(TestHome home)
    {
        await using PicieContext context = await home.OpenAsync();
        DataSetPath row = await context.DataSetPaths.SingleAsync(TestContext.Current.CancellationToken);
        row.FileHashes = System.Text.RegularExpressions.Regex.Replace(row.FileHashes, "[0-9a-f]{64}", new string('0', 64));
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static TestHome WithPictures(params string[] folders)
    {
        TestHome home = new();
        foreach (string folder in folders)
        {
            string pictures = Directory.CreateDirectory(Path.Combine(home.Root, folder, "pictures")).FullName;
            File.WriteAllText(Path.Combine(pictures, "a.jpg"), "a");
            File.WriteAllText(Path.Combine(pictures, "b.jpg"), "b");
        }

        return home;
    }

    private static string SpecPath(TestHome home, string folder) => Path.Combine(home.Root, folder, "fields.yaml");

    private static Task<PlanDocument> PlanAsync(TestHome home, string folder, params string[] overrides) =>
        home.SendAsync(new PlanExperiment(Spec, SpecPath(home, folder), overrides, "ada"));

    private static Task<SubmittedExperiment> SubmitAsync(TestHome home, string folder) =>
        home.SendAsync(new SubmitExperiment(Spec, SpecPath(home, folder), [], "ada"));
}
