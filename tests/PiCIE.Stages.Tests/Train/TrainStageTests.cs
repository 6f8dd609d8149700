using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Weights;
using PiCIE.Stages.Tests.Runs;

namespace PiCIE.Stages.Tests.Train;

/// <summary>The train stage on tiny packs.</summary>
public sealed class TrainStageTests(TinyRun tiny) : IClassFixture<TinyRun>
{
    [Fact]
    public void The_curve_has_a_point_for_each_epoch_that_is_also_told_on_the_way()
    {
        TrainStageOutput output = StageJson.FromElement<TrainStageOutput>(tiny.Trained.Result.Output);
        output.Curve.Select(point => point.Epoch).ShouldBe([0, 1]);
        output.Curve.ShouldAllBe(point => double.IsFinite(point.Loss) && point.KmeansLoss1 > 0 && point.KmeansLoss2 > 0);
        tiny.Trained.Messages.OfType<StageMetrics>().SelectMany(metrics => metrics.Points).Where(point => point.Series == "loss").Select(point => point.Value)
            .ShouldBe(output.Curve.Select(point => point.Loss));
    }

    [Fact]
    public void A_kept_epoch_is_the_network_as_it_was_then()
    {
        byte[] then = Weights("train", "epoch-0", "weights.safetensors"), last = Weights("train", "weights.safetensors");
        then.ShouldNotBe(last);
        string scratch = tiny.Scratch();
        StageRun.Of(TinyOrders.Of("train", TinyOrders.TrainWith(training => training with { Epochs = 1, KeepEpochs = [] }), scratch, ("basePack", tiny.Pack("base")))).Status.ShouldBe(ExitCodes.Done);
        File.ReadAllBytes(Path.Combine(scratch, "weights.safetensors")).ShouldBe(then);
        File.ReadAllBytes(Path.Combine(scratch, "centroids.safetensors")).ShouldBe(Weights("train", "epoch-0", "centroids.safetensors"));
        Directory.Exists(Path.Combine(scratch, "epoch-0")).ShouldBeFalse();
    }

    [Fact]
    public void Frozen_gives_the_network_that_a_training_of_the_same_seed_starts_from()
    {
        string scratch = tiny.Scratch();
        StageRun.Of(TinyOrders.Of("train", TinyOrders.Frozen, scratch)).Result.Files.Select(file => file.Name).ShouldBe(["weights.safetensors"]);
        using SegmentationNetwork start = new(new BackboneDescription("resnet18", 0.125, 16), TinyOrders.Train.Seed);
        Same(SafetensorsFile.Read(Path.Combine(scratch, "weights.safetensors")), start.ToNamedTensors()).ShouldBeTrue();
    }

    [Fact]
    public void Start_weights_are_used_unless_the_start_is_random()
    {
        string given = tiny.File("train", "epoch-0", "weights.safetensors");
        foreach (TrainStart start in Enum.GetValues<TrainStart>())
        {
            string scratch = tiny.Scratch();
            TrainStageSettings frozen = TinyOrders.Frozen with { Seed = 5, Start = start };
            StageRun.Of(TinyOrders.Of("train", frozen, scratch, ("weights", given))).Status.ShouldBe(ExitCodes.Done);
            NamedTensors network = start == TrainStart.Weights
                ? NetworkParts.Join(SafetensorsFile.Read(given), SafetensorsFile.Read(Path.Combine(scratch, "head.safetensors")))
                : SafetensorsFile.Read(Path.Combine(scratch, "weights.safetensors"));
            Same(network, SafetensorsFile.Read(given)).ShouldBe(start == TrainStart.Weights);
        }
    }

    [Fact]
    public void Frozen_from_start_weights_keeps_its_pyramid_alone_with_which_they_cluster_as_the_whole_network_does()
    {
        string start = tiny.File("train", "epoch-0", "weights.safetensors"), scratch = tiny.Scratch();
        StageRun.Of(TinyOrders.Of("train", TinyOrders.Frozen with { Start = TrainStart.Weights }, scratch, ("weights", start)))
            .Result.Files.Select(file => file.Name).ShouldBe(["head.safetensors"]);

        string head = Path.Combine(scratch, "head.safetensors"), joined = tiny.Scratch(), whole = tiny.Scratch();
        SafetensorsFile.Read(head).Names.ShouldAllBe(name => name.StartsWith("decoder."));
        StageRun.Of(TinyOrders.Of("cluster", TinyOrders.Cluster, joined, ("weights", start), ("head", head), ("evaluationPack", tiny.Pack("evaluation")))).Status.ShouldBe(ExitCodes.Done);
        StageRun.Of(TinyOrders.Of("cluster", TinyOrders.Cluster, whole, ("weights", start), ("evaluationPack", tiny.Pack("evaluation")))).Status.ShouldBe(ExitCodes.Done);

        File.ReadAllBytes(Path.Combine(joined, "repeat-1.safetensors")).ShouldBe(File.ReadAllBytes(Path.Combine(whole, "repeat-1.safetensors")));
    }

    [Theory]
    [InlineData("evaluation")]
    [InlineData("labels")]
    public void A_pack_that_is_no_base_pack_is_refused_so_labels_cannot_come_in(string pack)
    {
        Failure failure = StageRun.Of(TinyOrders.Of("train", TinyOrders.Train, tiny.Scratch(), ("basePack", tiny.Pack(pack)))).Failure;
        failure.Kind.ShouldBe(FailureKind.Input);
        failure.Sentence.ShouldContain("takes a base pack");
    }

    [Fact]
    public void A_training_that_diverges_is_told_as_input_with_the_place()
    {
        TrainStageSettings settings = TinyOrders.TrainWith(training => training with { Optimizer = OptimizerKind.Sgd, LearningRate = 1e30 });
        Failure failure = StageRun.Of(TinyOrders.Of("train", settings, tiny.Scratch(), ("basePack", tiny.Pack("base")))).Failure;
        failure.Kind.ShouldBe(FailureKind.Input);
        failure.Hint.ShouldNotBeNull().ShouldContain("train.learningRate");
    }

    [Fact]
    public void An_option_that_the_library_refuses_is_named_by_the_key_of_the_spec()
    {
        TrainStageSettings settings = TinyOrders.TrainWith(training => training with { Kmeans = TinyOrders.KMeans with { GroupBatches = 0 } });
        Failure failure = StageRun.Of(TinyOrders.Of("train", settings, tiny.Scratch(), ("basePack", tiny.Pack("base")))).Failure;
        failure.ShouldBe(new Failure(FailureKind.Input, "train.kmeans.groupBatches is 0; allowed is 1 or more."));
    }

    private static bool Same(NamedTensors a, NamedTensors b) => a.Count == b.Count && a.All(entry => entry.Value.Bytes.Span.SequenceEqual(b[entry.Key].Bytes.Span));

    private byte[] Weights(params string[] parts) => File.ReadAllBytes(tiny.File(parts));
}
