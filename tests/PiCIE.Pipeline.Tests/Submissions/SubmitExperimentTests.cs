using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Submissions;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Tests.Submissions;

/// <summary>From the text of a spec on: real spec reader, planner, fingerprints and database; only the stage program does no work.</summary>
public sealed class SubmitExperimentTests
{
    private const string Spec = """
        name: photographs
        task: folder
        data: ./pictures
        method: frozen
        seeds: [1, 2]
        backbone: { weights: ./start.pth }
        preprocess: { baseResolution: 64, resolution: 64 }
        cluster: { k: 5 }
        evaluate: { splits: [val] }
        """;

    [Fact]
    public async Task A_spec_is_planned_submitted_and_worked_through()
    {
        await using TestHome home = WithPictures();

        PlanDocument plan = await home.SendAsync(new PlanExperiment(Spec, SpecPath(home), [], "ada"));
        SubmittedExperiment submitted = await SubmitAsync(home, Spec);
        WorkOutcome outcome = await home.WorkAsync(submitted.ExperimentId);

        plan.Runs.Count.ShouldBe(2);
        plan.Stages.ShouldAllBe(stage => stage.Status == PlannedStatus.New);
        submitted.NewRuns.ShouldBe(2);
        outcome.ShouldBe(WorkOutcome.Done);
        home.Ran().Length.ShouldBe(plan.Stages.Count);
        ExperimentDocument document = await home.SendAsync(new ShowExperiment(submitted.ExperimentId));
        document.Runs.Select(run => run.Status).ShouldBe([RunStatus.Done, RunStatus.Done]);
        document.Runs[0].Settings.GetProperty("preprocess").GetProperty("resolution").GetInt32().ShouldBe(64);
        document.Runs[0].Protocol.GetProperty("k").GetInt32().ShouldBe(5);
    }

    [Fact]
    public async Task The_same_spec_again_finds_everything_done()
    {
        await using TestHome home = WithPictures();
        SubmittedExperiment first = await SubmitAsync(home, Spec);
        await home.WorkAsync(first.ExperimentId);

        SubmittedExperiment second = await SubmitAsync(home, Spec);

        second.ExperimentId.ShouldBe(first.ExperimentId);
        second.NewRuns.ShouldBe(0);
        second.Plan.Stages.ShouldAllBe(stage => stage.Done);
        second.Plan.Runs.ShouldAllBe(run => run.Known);
    }

    [Fact]
    public async Task Planning_submits_nothing()
    {
        await using TestHome home = WithPictures();

        await home.SendAsync(new PlanExperiment(Spec, SpecPath(home), [], "ada"));

        (await home.SendAsync(new ListRuns())).Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_photograph_is_another_run()
    {
        await using TestHome home = WithPictures();
        await SubmitAsync(home, Spec);
        File.WriteAllText(Path.Combine(home.Root, "pictures", "c.jpg"), "c");

        SubmittedExperiment second = await SubmitAsync(home, Spec);

        second.NewRuns.ShouldBe(2);
        second.Plan.Stages.ShouldContain(stage => stage.Kind == StageKind.Preprocess && stage.Status == PlannedStatus.New);
    }

    [Fact]
    public async Task A_run_of_photographs_that_are_no_more_does_not_count()
    {
        await using TestHome home = WithPictures();
        home.Let("preprocess", "input");
        SubmittedExperiment damaged = await SubmitAsync(home, Spec);
        (await home.WorkAsync(damaged.ExperimentId)).ShouldBe(WorkOutcome.Failed);
        home.Let("preprocess", null);
        File.WriteAllText(Path.Combine(home.Root, "pictures", "b.jpg"), "b, repaired");

        SubmittedExperiment repaired = await SubmitAsync(home, Spec);

        (await home.WorkAsync(repaired.ExperimentId)).ShouldBe(WorkOutcome.Done);
        ExperimentDocument document = await home.SendAsync(new ShowExperiment(repaired.ExperimentId));
        document.Runs.Select(run => run.Status).ShouldBe([RunStatus.Failed, RunStatus.Failed, RunStatus.Done, RunStatus.Done]);
        repaired.Runs.ShouldBe(document.Runs.Skip(2).Select(run => run.Id));
    }

    [Fact]
    public async Task A_corrected_photograph_supersedes_the_runs_on_the_old_one_and_their_stages_are_wanted_no_more()
    {
        await using TestHome home = WithPictures();
        SubmittedExperiment first = await SubmitAsync(home, Spec);
        File.WriteAllText(Path.Combine(home.Root, "pictures", "b.jpg"), "b, repaired");

        SubmittedExperiment second = await SubmitAsync(home, Spec);

        await using PicieContext context = await home.OpenAsync();
        Run[] runs = await context.Runs.OrderBy(run => run.Position).ToArrayAsync();
        runs.Select(run => run.ConfigId).Distinct().Count().ShouldBe(1);
        runs.Select(run => run.SupersededById).ShouldBe([second.Runs[0], second.Runs[1], null, null]);
        Guid[] old = await context.RunStages.Where(wanted => first.Runs.Contains(wanted.RunId)).Select(wanted => wanted.StageId).ToArrayAsync();
        Guid[] current = await context.RunStages.Where(wanted => second.Runs.Contains(wanted.RunId)).Select(wanted => wanted.StageId).ToArrayAsync();
        (await context.StageWanters.Select(wanter => wanter.StageId).ToListAsync()).ShouldBe(current.Distinct(), ignoreOrder: true);
        old.Except(current).ShouldNotBeEmpty();
        (await home.SendAsync(new ShowRun("seed-1"))).Runs[0].Id.ShouldBe(second.Runs[0]);
    }

    [Fact]
    public async Task Another_priority_reaches_what_waits_also_of_runs_that_the_new_text_does_not_name()
    {
        await using TestHome home = WithPictures();
        await SubmitAsync(home, Spec);

        await SubmitAsync(home, Spec.Replace("[1, 2]", "[1]", StringComparison.Ordinal) + "\npriority: 40");

        await using PicieContext context = await home.OpenAsync();
        (await context.Stages.Select(stage => stage.WantedPriority).Distinct().ToListAsync()).ShouldBe([40]);
    }

    [Fact]
    public async Task A_wrong_key_is_named_with_its_line()
    {
        await using TestHome home = WithPictures();

        PicieException error = await Should.ThrowAsync<PicieException>(() => SubmitAsync(home, Spec.Replace("seeds:", "seds:", StringComparison.Ordinal)));

        (error.Code, error.Kind).ShouldBe(("bad-spec", ProblemKind.Input));
        error.Message.ShouldContain("seds");
        error.Where.ShouldNotBeNull().ShouldContain("line 5");
    }

    [Theory]
    [InlineData("data: ./pictures", "data: ./nowhere", "no-data", "./nowhere")]
    [InlineData("data: ./pictures", "data: unregistered", "no-data", "unregistered")]
    [InlineData("./start.pth", "./missing.pth", "no-weights", "missing.pth")]
    [InlineData("./start.pth", "imagenet", "no-weights", "resnet18-5c106cde.pth")]
    [InlineData("task: folder", "task: coco", "bad-input", "coco")]
    [InlineData("task: folder", "task: ./mine.yaml", "bad-input", "mine.yaml")]
    public async Task What_is_missing_is_named(string old, string with, string code, string named)
    {
        await using TestHome home = WithPictures();

        PicieException error = await Should.ThrowAsync<PicieException>(() => SubmitAsync(home, Spec.Replace(old, with, StringComparison.Ordinal)));

        (error.Code, error.Kind).ShouldBe((code, ProblemKind.Input));
        error.Message.ShouldContain(named);
    }

    [Fact]
    public async Task The_persons_weights_are_not_needed_after_the_submit()
    {
        await using TestHome home = WithPictures();
        SubmittedExperiment submitted = await SubmitAsync(home, Spec);
        File.Delete(Path.Combine(home.Root, "start.pth"));

        (await home.WorkAsync(submitted.ExperimentId)).ShouldBe(WorkOutcome.Done);
    }

    [Fact]
    public async Task Weights_may_be_a_link()
    {
        await using TestHome home = WithPictures();
        File.Move(Path.Combine(home.Root, "start.pth"), Path.Combine(home.Root, "kept-elsewhere"));
        File.CreateSymbolicLink(Path.Combine(home.Root, "start.pth"), "kept-elsewhere");

        SubmittedExperiment submitted = await SubmitAsync(home, Spec);

        (await home.WorkAsync(submitted.ExperimentId)).ShouldBe(WorkOutcome.Done);
    }

    [Fact]
    public async Task Weights_that_are_a_broken_link_are_named_with_what_it_names()
    {
        await using TestHome home = WithPictures();
        File.Delete(Path.Combine(home.Root, "start.pth"));
        File.CreateSymbolicLink(Path.Combine(home.Root, "start.pth"), "kept-elsewhere");

        PicieException error = await Should.ThrowAsync<PicieException>(() => SubmitAsync(home, Spec));

        (error.Code, error.Kind).ShouldBe(("no-weights", ProblemKind.Input));
        error.Message.ShouldContain("start.pth is a link to kept-elsewhere, which is no file");
    }

    [Fact]
    public async Task A_registered_name_leads_to_its_folder()
    {
        await using TestHome home = WithPictures();
        await home.SendAsync(new PiCIE.Pipeline.DataSets.RegisterDataSet("holiday", Path.Combine(home.Root, "pictures")));

        (await SubmitAsync(home, Spec.Replace("./pictures", "holiday", StringComparison.Ordinal))).NewRuns.ShouldBe(2);
    }

    [Fact]
    public async Task A_newer_database_is_a_conflict_that_names_the_migration()
    {
        await using TestHome home = WithPictures();
        await using (Storage.PicieContext context = await home.OpenAsync())
        {
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(
                context.Database, """insert into "__EFMigrationsHistory" values ('29990101000000_Later', '99')""");
        }

        await using TestHome later = new(home.Root);
        PicieException error = await Should.ThrowAsync<PicieException>(() => later.SendAsync(new ListRuns()));

        (error.Code, error.Kind).ShouldBe(("newer-database", ProblemKind.Conflict));
        error.Message.ShouldContain("29990101000000_Later");
    }

    private static TestHome WithPictures()
    {
        TestHome home = new();
        Directory.CreateDirectory(Path.Combine(home.Root, "pictures"));
        File.WriteAllText(Path.Combine(home.Root, "pictures", "a.jpg"), "a");
        File.WriteAllText(Path.Combine(home.Root, "pictures", "b.jpg"), "b");
        File.WriteAllText(Path.Combine(home.Root, "start.pth"), "weights");
        return home;
    }

    private static string SpecPath(TestHome home) => Path.Combine(home.Root, "photographs.yaml");

    private static Task<SubmittedExperiment> SubmitAsync(TestHome home, string text) =>
        home.SendAsync(new SubmitExperiment(text, SpecPath(home), [], "ada"));
}
