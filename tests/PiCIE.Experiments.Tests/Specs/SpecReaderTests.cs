using PiCIE.Evaluation.Matching;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Text;

namespace PiCIE.Experiments.Tests.Specs;

public sealed class SpecReaderTests
{
    [Fact]
    public void The_spec_of_the_design_reads_as_written()
    {
        ExperimentSpec spec = Samples.Read(Samples.CamVid);
        spec.Name.ShouldBe("camvid-picie");
        spec.Seeds.ShouldBe([1, 2, 3]);
        spec.Settings.Task.ShouldBe("camvid-11");
        spec.Settings.Method.ShouldBe(Method.Picie);
        spec.Settings.Backbone.ShouldBe(new BackboneChoice { Weights = "resnet18-tin200-c0748454.pth" });
        spec.Settings.Preprocess.ShouldBe(new PreprocessSettings { BaseResolution = 256, Resolution = 128 });
        spec.Settings.Train.LearningRate.ShouldBe(5e-4);
        spec.Settings.Train.Kmeans.ShouldBe(new KMeansSettings { BatchSize = 32, InitialBatches = 6 });
        spec.Settings.Evaluate.Splits.ShouldBe(["val", "test"]);
        spec.Settings.Evaluate.Matching.ShouldBe(MatchingRule.Hungarian);
    }

    [Fact]
    public void The_text_is_kept_to_the_byte() => Samples.Read(Samples.CamVid).Text.ShouldBeSameAs(Samples.CamVid);

    [Fact]
    public void What_is_not_set_has_the_published_default()
    {
        ExperimentSpec spec = Samples.Read(Samples.Least);
        spec.Name.ShouldBe("camvid-picie");
        spec.Seeds.ShouldBe([1]);
        spec.Priority.ShouldBe(0);
        spec.MaxConcurrent.ShouldBeNull();
        RunSettings settings = spec.Settings;
        settings.Backbone.ShouldBe(new BackboneChoice { Name = "resnet18", Width = 1, Weights = "imagenet", FeatureWidth = 128 });
        settings.Preprocess.ShouldBe(new PreprocessSettings { BaseResolution = 640, Resolution = 320 });
        settings.Train.Epochs.ShouldBe(10);
        settings.Train.BatchSize.ShouldBe(128);
        settings.Train.LearningRate.ShouldBe(1e-4);
        settings.Train.Kmeans.ShouldBe(new KMeansSettings { BatchSize = 256, InitialBatches = 20, GroupBatches = 1, Iterations = 20 });
        settings.Cluster.Split.ShouldBe("train");
        settings.Cluster.Repeats.ShouldBe(1);
        settings.Evaluate.Splits.ShouldBe(["val"]);
        settings.Evaluate.Centroids.ShouldBe(CentroidSource.Fresh);
    }

    [Theory]
    [InlineData("resnet18", 128)]
    [InlineData("resnet34", 128)]
    [InlineData("resnet50", 256)]
    [InlineData("resnet101", 256)]
    public void The_feature_width_follows_the_trunk(string backbone, int width) =>
        Samples.Read(Samples.Least, $"backbone.name={backbone}").Settings.Backbone.FeatureWidth.ShouldBe(width);

    [Fact]
    public void Clustering_takes_its_kmeans_from_the_training_key_by_key()
    {
        RunSettings settings = Samples.Read(Samples.CamVid, "cluster.kmeans.iterations=7").Settings;
        settings.Cluster.Kmeans.ShouldBe(settings.Train.Kmeans with { Iterations = 7 });
    }

    [Fact]
    public void Train_seed_alone_is_the_one_seed() => Samples.Read(Samples.Least, "train.seed=5").Seeds.ShouldBe([5]);

    [Fact]
    public void A_key_remembers_where_it_was_set()
    {
        ExperimentSpec spec = Samples.Read(Samples.CamVid, "train.epochs=2");
        spec.Places["method"].ShouldBe(new TextPlace(4, 9));
        spec.Places["train.kmeans.iterations"].Line.ShouldBe(7);
        spec.Places["train.epochs"].ToString().ShouldBe("--set train.epochs=2");
    }

    [Fact]
    public void Overrides_are_applied_in_order_and_keep_what_stands_beside()
    {
        TrainSettings train = Samples.Read(Samples.CamVid, "train.epochs=2", "train.epochs=3", "train.loss.mse=true", "seeds=[7, 8]").Settings.Train;
        train.Epochs.ShouldBe(3);
        train.BatchSize.ShouldBe(16);
        train.Loss.Mse.ShouldBeTrue();
        train.Seed.ShouldBe(7);
    }

    [Fact]
    public void Epoch_lists_are_put_in_order() =>
        Samples.Read(Samples.Least, "train.keepEpochs=[3, 1]").Settings.Train.KeepEpochs.ShouldBe([1, 3]);

    [Theory]
    [InlineData("cpu")]
    [InlineData("auto")]
    [InlineData("cuda")]
    [InlineData("cuda:3")]
    public void A_device_is_one_of_four_forms(string device) =>
        Samples.Read(Samples.Least, $"train.device={device}").Settings.Train.Device.ShouldBe(device);
}
