using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Tests.Submissions;

/// <summary>The rows that filters read: settings are written by a submit, figures by the commit of an evaluation.</summary>
public sealed class FilterRowsTests
{
    [Theory]
    [OnEachDatabase]
    public async Task Runs_that_differ_in_their_seeds_share_one_set_of_settings(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2, 3));
        await home.SubmitAsync(TestPlans.Of(home, "forests", "text", 1, 4));

        await using PicieContext context = await home.OpenAsync();
        List<RunSetting> settings = await context.Set<RunSetting>().ToListAsync(TestContext.Current.CancellationToken);
        settings.Select(setting => setting.SettingsId).Distinct().ShouldHaveSingleItem();
        settings.Single(setting => setting.Key == "train.k").NumberValue.ShouldBe(3);
        settings.Single(setting => setting.Key == "evaluate.splits").TextValue.ShouldBe("val");
        settings.ShouldNotContain(setting => setting.Key.EndsWith(".seed"));
        (await context.Runs.CountAsync(run => run.SettingsId == settings[0].SettingsId, TestContext.Current.CancellationToken)).ShouldBe(5);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_commit_writes_every_figure_that_there_is(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));

        RunDocument run = (await home.SendAsync(new ShowRun("seed-1"))).Runs.Single();
        SplitMetrics val = run.Metrics["val"];
        Dictionary<string, double> figures = await FiguresAsync(home, run.Id);
        figures["val.accuracy"].ShouldBe(val.Accuracy);
        figures["val.meanIoU"].ShouldBe(val.MeanIoU);
        figures["val.accuracyStd"].ShouldBe(val.AccuracyStd);
        figures["val.meanIoUStd"].ShouldBe(val.MeanIoUStd);
        ClassMetrics[] present = [.. val.PerClass.Where(one => one.Iou is not null)];
        present.Length.ShouldBe(2, "the third class has no pixel");
        figures.Count.ShouldBe(4 + present.Length);
        present.ShouldAllBe(one => figures[$"val.iou.{one.Key}"].Equals(one.Iou!.Value));
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_new_run_whose_evaluation_is_there_has_its_figures_at_once(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));
        await home.SubmitAsync(TestPlans.Of(home, "forests", "text", 1, 2));

        RunListDocument done = await home.SendAsync(new ListRuns { Where = "experiment = forests metrics.val.meanIoU > 0" });

        done.Runs.ShouldHaveSingleItem().Name.ShouldBe("seed-1");
        RunDocument first = (await home.SendAsync(new ShowRun("fields/seed-1"))).Runs.Single();
        (await FiguresAsync(home, done.Runs[0].Id)).ShouldBe(await FiguresAsync(home, first.Id), ignoreOrder: true);
    }

    [Theory]
    [OnEachDatabase]
    public async Task An_evaluation_that_is_made_again_replaces_its_figures(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);
        RunDocument run = (await home.SendAsync(new ShowRun("seed-1"))).Runs.Single();
        Dictionary<string, double> figures = await FiguresAsync(home, run.Id);
        await using (PicieContext context = await home.OpenAsync())
        {
            await context.Set<RunMetric>().ExecuteUpdateAsync(update => update.SetProperty(metric => metric.Value, 1), TestContext.Current.CancellationToken);
            context.Add(new RunMetric { RunId = run.Id, Key = "gone.meanIoU", Value = 1 });
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Directory.Delete(run.Artifacts[ArtifactNames.Overlays], recursive: true);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);

        home.Ran().Count(stage => stage == "evaluate").ShouldBe(2);
        (await FiguresAsync(home, run.Id)).ShouldBe(figures, ignoreOrder: true);
    }

    private static async Task<Dictionary<string, double>> FiguresAsync(TestHome home, Guid run)
    {
        await using PicieContext context = await home.OpenAsync();
        return await context.Set<RunMetric>().Where(metric => metric.RunId == run).ToDictionaryAsync(metric => metric.Key, metric => metric.Value, TestContext.Current.CancellationToken);
    }
}
