using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Predictions;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Tests.Predictions;

public sealed class DescribePredictorTests
{
    [Theory]
    [OnEachDatabase]
    public async Task A_run_predicts_when_the_packs_of_its_evaluation_are_gone(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);
        Directory.Delete(Path.Combine(home.Home.ArtifactsFolder, "preprocess"), recursive: true);

        DescribedPredictor predictor = await home.SendAsync(new DescribePredictor("seed-1"));

        predictor.Inputs.Keys.ShouldBe(["weights", "centroids"], ignoreOrder: true);
        predictor.Inputs.Values.ShouldAllBe(path => File.Exists(path));
    }

    [Theory]
    [OnEachDatabase]
    public async Task Clusters_stand_for_the_classes_that_the_first_repeat_of_the_first_split_matched(DatabaseKind kind)
    {
        const string Output = """
            {"splits":[
              {"split":"val","photographs":2,"repeats":[{"matrix":[[0,9,0],[9,0,0],[0,0,9]]},{"matrix":[[9,0,0],[0,9,0],[0,0,9]]}]},
              {"split":"test","photographs":2,"repeats":[{"matrix":[[0,0,9],[0,9,0],[9,0,0]]}]}]}
            """;
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));
        await using PicieContext context = await home.OpenAsync();
        await context.Artifacts.Where(artifact => artifact.Kind == "evaluate").ExecuteUpdateAsync(update => update.SetProperty(row => row.Output, Output));

        (await home.SendAsync(new DescribePredictor("seed-1"))).ClusterClasses.ShouldBe([1, 0, 2]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_run_whose_weights_are_gone_says_so(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);
        Directory.Delete(Path.Combine(home.Home.ArtifactsFolder, "train"), recursive: true);

        PicieException error = await Should.ThrowAsync<PicieException>(() => home.SendAsync(new DescribePredictor("seed-1")));

        (error.Code, error.Kind).ShouldBe(("artifact-damaged", ProblemKind.Environment));
    }
}
