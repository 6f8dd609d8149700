using System.Text.Json;
using CsCheck;
using PiCIE.Experiments.Plans;

namespace PiCIE.Experiments.Tests.Plans;

public sealed class RunNamesTests
{
    private static readonly JsonElement First = ShownSettings.Of(Run().Settings);

    [Fact]
    public void The_first_run_is_named_by_its_seed() => new RunNames(null, []).Next(Run()).ShouldBe("seed-1");

    [Theory]
    [InlineData("seeds=5", "seed-5")]
    [InlineData("seeds=5 train.threads=2 evaluate.batchSize=3", "seed-5")]
    [InlineData("seeds=5 train.epochs=3", "seed-5,train.epochs=3")]
    [InlineData("train.k=12 cluster.k=12", "seed-1,train.k=12,cluster.k=12")]
    [InlineData("cluster.seed=9", "seed-1,cluster-seed-9")]
    [InlineData("train.optimizer=sgd train.learningRate=0.5", "seed-1,learningRate=0.5,optimizer=sgd")]
    [InlineData("evaluate.splits=val", "seed-1,splits=val")]
    [InlineData("preset=clean", "seed-1,preset=clean")]
    [InlineData("method=frozen", "seed-1,method=frozen")]
    [InlineData("train.kmeans.iterations=7", "seed-1,train.kmeans.iterations=7")]
    public void A_further_run_is_named_by_what_differs_from_the_first(string overrides, string name) =>
        new RunNames(First, []).Next(Run(overrides.Split(' '))).ShouldBe(name);

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
        new RunNames(ShownSettings.Of(Run(first).Settings), []).Next(Run(further)).ShouldBe("seed-1");

    [Fact]
    public void Many_differences_are_named_by_the_configuration()
    {
        PlannedRun run = Run("train.epochs=3", "train.batchSize=8", "train.learningRate=0.5", "train.momentum=0.5");
        new RunNames(First, []).Next(run).ShouldBe($"seed-1,config-{run.ConfigId[..8]}");
    }

    [Fact]
    public void Runs_of_a_sweep_are_named_by_what_it_sets() =>
        Names(Samples.Swept, "seeds=[1]").ShouldBe(
        [
            "seed-1,learningRate=0.0003,cluster.k=11", "seed-1,learningRate=0.0003,cluster.k=22",
            "seed-1,learningRate=0.0005,cluster.k=11", "seed-1,learningRate=0.0005,cluster.k=22",
        ]);

    [Theory]
    [InlineData("sweep.grid={cluster.k: [11, 22], train.learningRate: [3e-4, 5e-4]}")]
    [InlineData("sweep.grid={train: {learningRate: [0.0005, 0.0003]}, cluster: {k: [22, 11]}}")]
    public void Neither_the_order_of_keys_nor_of_values_changes_a_name(string sweep) =>
        Names(Samples.Swept, sweep).ShouldBe(Names(Samples.Swept), ignoreOrder: true);

    [Theory]
    [InlineData("sweep.grid.cluster.k=5,11,22,33", "")]
    [InlineData("sweep.grid.train.learningRate=1e-4,3e-4,5e-4", "")]
    [InlineData("seeds=9,1,2,3", "")]
    [InlineData("sweep.grid.cluster.repeats=3", ",repeats=3")]
    public void A_sweep_that_grows_names_its_first_runs_alike(string grown, string more) =>
        Names(Samples.Swept, grown).Intersect(Names(Samples.Swept).Select(name => name + more)).Count().ShouldBe(12);

    [Fact]
    public void A_swept_cluster_seed_stands_in_every_name() =>
        Names(Samples.CamVid, "seeds=1,2", "sweep.grid.cluster.seed=1,2").ShouldBe(
        [
            "seed-1,cluster-seed-1", "seed-1,cluster-seed-2", "seed-2,cluster-seed-1", "seed-2,cluster-seed-2",
        ]);

    [Fact]
    public void A_swept_key_that_the_method_does_not_have_is_no_part_of_the_name() =>
        Names(Samples.CamVid, "seeds=[1]", "sweep.list=[{method: frozen, train.epochs: 9}, {method: picie, train.epochs: 9}]").ShouldBe(["seed-1,method=frozen", "seed-1,method=picie,train.epochs=9"]);

    [Fact]
    public void What_else_differs_from_the_first_run_stands_beside_what_is_swept()
    {
        PlannedRun run = Samples.Plan(Samples.Swept, "train.epochs=9").Runs[0];
        new RunNames(First, []).Next(run).ShouldBe("seed-1,train.epochs=9,learningRate=0.0003,cluster.k=11");
    }

    [Fact]
    public void A_name_that_a_run_of_other_settings_has_is_not_given_again()
    {
        PlannedRun run = Run();
        RunNames names = new(First, [new TakenName("seed-1", "another", 1, 1)]);

        names.Next(run).ShouldBe($"seed-1,config-{run.ConfigId[..8]}");
        new RunNames(First, [new TakenName("seed-1", run.ConfigId, 1, 1)]).Next(run).ShouldBe("seed-1", "it is the same run on other data");
    }

    [Fact]
    public void Names_are_distinct_and_short_enough_to_be_stored() => Gen.Shuffle(Keys).SelectMany(keys => Gen.Int[1, 5].Select(count => keys.Take(count))).Sample(keys =>
    {
        string[] names = Names(Samples.CamVid, $"sweep.grid={{{string.Join(", ", keys)}}}");

        names.ShouldBeUnique();
        names.ShouldAllBe(name => name.Length <= 200);
    }, iter: 30);

    private static readonly string[] Keys =
    [
        "preset: [clean, released-2021-12]", "switches.grey: [true, false]", "backbone.name: [resnet18, resnet50]", "train.kmeans.iterations: [7, 20]", "cluster.kmeans.iterations: [7, 20]",
        "method: [picie, frozen]", "train.k: [11, 22]", "cluster.k: [11, 22]", "evaluate.splits: [[val], [val, test]]", "switches.kmeansInitRows: [all, 1000]",
    ];

    private static string[] Names(string text, params string[] overrides)
    {
        RunNames names = new(null, []);
        return [.. Samples.Plan(text, overrides).Runs.Select(names.Next)];
    }

    private static PlannedRun Run(params string[] overrides) => Samples.Plan(Samples.CamVid, overrides).Runs[0];
}
