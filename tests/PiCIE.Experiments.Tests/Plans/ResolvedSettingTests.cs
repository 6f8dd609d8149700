namespace PiCIE.Experiments.Tests.Plans;

public sealed class ResolvedSettingTests
{
    [Fact]
    public void A_plan_marks_what_differs_from_method_and_preset() =>
        Changed(Samples.CamVid).ShouldBe(
        [
            "backbone.weights", "preprocess.baseResolution", "preprocess.resolution", "train.epochs", "train.batchSize", "train.learningRate",
            "train.kmeans.batchSize", "train.kmeans.initialBatches", "cluster.repeats", "evaluate.splits",
        ]);

    [Theory]
    [InlineData("method=picie", "")]
    [InlineData("preset=clean", "")]
    [InlineData("backbone.name=resnet50", "backbone.name")]
    [InlineData("seeds=4,5", "")]
    [InlineData("preset=clean switches.grey=false", "switches.grey")]
    [InlineData("method=frozen train.epochs=4", "")]
    [InlineData("cluster.kmeans.iterations=7", "cluster.kmeans.iterations")]
    public void What_method_and_preset_give_by_themselves_is_not_marked(string overrides, string changed) =>
        string.Join(' ', Changed(Samples.Least, overrides.Split(' '))).ShouldBe(changed);

    [Fact]
    public void Every_setting_of_the_run_is_there() =>
        Samples.Plan(Samples.CamVid).Settings.Select(setting => setting.Key).ShouldContain("switches.evalScore");

    private static IEnumerable<string> Changed(string text, params string[] overrides) =>
        Samples.Plan(text, overrides).Settings.Where(setting => setting.Changed).Select(setting => setting.Key);
}
