using System.Text.Json;
using PiCIE.Experiments.Plans;

namespace PiCIE.Experiments.Tests.Plans;

public sealed class RunNamesTests
{
    private static readonly JsonElement First = ShownSettings.Of(Run().Settings);

    [Fact]
    public void The_first_run_is_named_by_its_seed() => RunNames.NameOf(Run(), null).ShouldBe("seed-1");

    [Theory]
    [InlineData("seeds=5", "seed-5")]
    [InlineData("seeds=5 train.threads=2 evaluate.batchSize=3", "seed-5")]
    [InlineData("seeds=5 train.epochs=3", "seed-5,epochs=3")]
    [InlineData("train.k=12 cluster.k=12", "seed-1,train.k=12,cluster.k=12")]
    [InlineData("cluster.seed=9", "seed-1,cluster-seed-9")]
    [InlineData("train.optimizer=sgd train.learningRate=0.5", "seed-1,learningRate=0.5,optimizer=sgd")]
    [InlineData("evaluate.splits=val", "seed-1,splits=val")]
    [InlineData("preset=clean", "seed-1,preset=clean")]
    [InlineData("method=frozen", "seed-1,method=frozen")]
    [InlineData("train.kmeans.iterations=7", "seed-1,iterations=7")]
    public void A_further_run_is_named_by_what_differs_from_the_first(string overrides, string name) =>
        RunNames.NameOf(Run(overrides.Split(' ')), First).ShouldBe(name);

    [Theory]
    [InlineData("preprocess.threads=1", "preprocess.threads=2")]
    [InlineData("train.threads=1", "train.threads=2")]
    [InlineData("cluster.threads=1", "cluster.threads=2")]
    [InlineData("evaluate.threads=1", "evaluate.threads=2")]
    [InlineData("evaluate.batchSize=1", "evaluate.batchSize=2")]
    [InlineData("train.device=auto", "train.device=cpu")]
    [InlineData("cluster.device=auto", "cluster.device=cpu")]
    [InlineData("evaluate.device=auto", "evaluate.device=cpu")]
    public void What_changes_no_result_names_no_run(string first, string further) =>
        RunNames.NameOf(Run(further), ShownSettings.Of(Run(first).Settings)).ShouldBe("seed-1");

    [Fact]
    public void Many_differences_are_named_by_the_configuration()
    {
        PlannedRun run = Run("train.epochs=3", "train.batchSize=8", "train.learningRate=0.5", "train.momentum=0.5");
        RunNames.NameOf(run, First).ShouldBe($"seed-1,config-{run.ConfigId[..8]}");
    }

    private static PlannedRun Run(params string[] overrides) => Samples.Plan(Samples.CamVid, overrides).Runs[0];
}
