using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Submissions;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Groups;

namespace PiCIE.Pipeline.Tests.Runs;

public sealed class CompareRunsTests
{
    private const string Spec = """
        name: swept
        task: folder
        data: ./pictures
        method: picie
        backbone: { weights: none }
        preprocess: { baseResolution: 64, resolution: 64 }
        train: { k: 5 }
        cluster: { k: 5 }
        evaluate: { splits: [val] }
        seeds: [1, 2]
        sweep:
          grid: { train.learningRate: [3e-4, 5e-4] }
        """;

    [Theory]
    [OnEachDatabase]
    public async Task Settings_that_differ_stand_beside_one_another_and_seeds_are_none(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await SubmitSweptAsync(home);

        ComparisonDocument document = await home.SendAsync(new CompareRuns([], "swept"));

        document.Settings.ShouldHaveSingleItem().Key.ShouldBe("train.learningRate");
        document.Settings[0].Values.Select(value => value!.Value.GetDouble()).ShouldBe([3e-4, 5e-4]);
        document.Groups.Select(group => (group.N, group.Members, group.Runs.Count)).ShouldBe([(0, 2, 2), (0, 2, 2)]);
        document.ProtocolDifferences.ShouldBeEmpty();
        document.Groups.ShouldAllBe(group => group.Metrics.Count == 0 && !group.OlderCode);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Mean_and_sample_deviation_are_over_the_members_that_are_done(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2)));
        await home.SubmitAsync(TestPlans.Of(home, "fields", "more", 1, 2, 3));
        await SetAsync(home, ("seed-1", 10), ("seed-2", 14));

        ComparedGroup group = (await home.SendAsync(new CompareRuns(["fields/seed-1"]))).Groups.Single();

        (group.N, group.Members, group.Runs.Single()).ShouldBe((2, 3, "fields/seed-1"));
        group.Metrics["val"].MeanIoU.ShouldBe(new ComparedFigure(12, Math.Sqrt(8), 2));
    }

    [Theory]
    [OnEachDatabase]
    public async Task Runs_of_one_training_are_one_member_and_one_member_has_no_deviation(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "forests", "text", 1)));
        await SetAsync(home, ("seed-1", 10));

        ComparedGroup group = (await home.SendAsync(new CompareRuns(["fields/seed-1", "forests/seed-1"]))).Groups.Single();

        (group.N, group.Members).ShouldBe((1, 1));
        group.Runs.ShouldBe(["fields/seed-1", "forests/seed-1"]);
        group.Metrics["val"].MeanIoU.ShouldBe(new ComparedFigure(10, null, 1));
    }

    [Fact]
    public async Task Other_photographs_are_another_group_of_the_same_settings()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.OfPhotographs("these", home, "fields", "text", 1));
        await home.SubmitAsync(TestPlans.OfPhotographs("those", home, "forests", "text", 1));

        ComparisonDocument document = await home.SendAsync(new CompareRuns(["fields/seed-1", "forests/seed-1"]));

        document.Groups.Count.ShouldBe(2);
        document.Settings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_group_of_older_code_and_another_protocol_are_told()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.OfPhotographs("these", home, "fields", "text", 1));
        await home.SubmitAsync(TestPlans.OfPhotographs("those", home, "forests", "text", 2));
        await using (PicieContext context = await home.OpenAsync())
        {
            Guid old = await context.Runs.Where(run => run.TrainSeed == 1).Select(run => run.Id).SingleAsync(TestContext.Current.CancellationToken);
            Guid[] stages = [.. context.RunStages.Where(link => link.RunId == old).Select(link => link.StageId)];
            await context.Stages.Where(stage => stages.Contains(stage.Id)).ExecuteUpdateAsync(update => update.SetProperty(stage => stage.Version, 0), TestContext.Current.CancellationToken);
            StoredDocuments documents = await context.RunDocuments.SingleAsync(one => one.RunId == old, TestContext.Current.CancellationToken);
            await context.RunDocuments.Where(one => one.RunId == old).ExecuteUpdateAsync(
                update => update.SetProperty(one => one.Protocol, documents.Protocol.Replace("hungarian", "majority", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        }

        ComparisonDocument document = await home.SendAsync(new CompareRuns(["fields", "forests"]));

        document.Groups.Select(group => group.OlderCode).ShouldBe([true, false]);
        document.ProtocolDifferences.ShouldBe(["matching"]);
    }

    [Fact]
    public async Task An_unknown_name_is_answered_as_everywhere()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));

        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new CompareRuns(["fields", "nowhere"])))).Kind.ShouldBe(ProblemKind.NotFound);
        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new CompareRuns([], "feilds")))).Hint.ShouldNotBeNull().ShouldContain("Did you mean fields?");
    }

    private static Task<SubmittedExperiment> SubmitSweptAsync(TestHome home)
    {
        Directory.CreateDirectory(Path.Combine(home.Root, "pictures"));
        File.WriteAllText(Path.Combine(home.Root, "pictures", "a.jpg"), "a");
        File.WriteAllText(Path.Combine(home.Root, "pictures", "b.jpg"), "b");
        return home.SendAsync(new SubmitExperiment(Spec, Path.Combine(home.Root, "swept.yaml"), [], "tester"));
    }

    private static async Task SetAsync(TestHome home, params (string Run, double MeanIoU)[] figures)
    {
        await using PicieContext context = await home.OpenAsync();
        foreach ((string name, double value) in figures)
        {
            await context.Set<RunMetric>().Where(metric => metric.Key == "val.meanIoU" && context.Runs.Any(run => run.Id == metric.RunId && run.Name == name))
                .ExecuteUpdateAsync(update => update.SetProperty(metric => metric.Value, value), TestContext.Current.CancellationToken);
        }

        await using IDbContextTransaction kept = await context.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await GroupFigures.UpdateOfRunsAsync(context, await context.Runs.Select(run => run.Id).ToListAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await kept.CommitAsync(TestContext.Current.CancellationToken);
    }
}
