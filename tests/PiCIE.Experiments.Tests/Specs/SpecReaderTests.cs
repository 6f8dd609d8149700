using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;

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
        Picie(spec.Settings).LearningRate.ShouldBe(5e-4);
        Picie(spec.Settings).Kmeans.ShouldBe(new KMeansSettings { BatchSize = 32, InitialBatches = 6 });
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
        Picie(settings).Epochs.ShouldBe(10);
        Picie(settings).BatchSize.ShouldBe(128);
        Picie(settings).LearningRate.ShouldBe(1e-4);
        Picie(settings).Kmeans.ShouldBe(new KMeansSettings { BatchSize = 256, InitialBatches = 20, GroupBatches = 1, Iterations = 20 });
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
        settings.Cluster.Kmeans.ShouldBe(Picie(settings).Kmeans with { Iterations = 7 });
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
        RunSettings settings = Samples.Read(Samples.CamVid, "train.epochs=2", "train.epochs=3", "train.loss.mse=true", "seeds=[7, 8]").Settings;
        PicieTraining train = Picie(settings);
        train.Epochs.ShouldBe(3);
        train.BatchSize.ShouldBe(16);
        train.Loss.Mse.ShouldBeTrue();
        settings.Train.Seed.ShouldBe(7);
    }

    [Fact]
    public void Epoch_lists_are_put_in_order() =>
        Samples.Read(Samples.Least, "train.keepEpochs=[3, 1]").Settings.KeptEpochs.ShouldBe([1, 3]);

    [Theory]
    [InlineData("seeds=1,2,3")]
    [InlineData("seeds=[1, 2, 3]")]
    [InlineData("seeds=1, 2, 3")]
    public void A_list_needs_no_brackets_on_the_command_line(string text) => Samples.Read(Samples.Least, text).Seeds.ShouldBe([1, 2, 3]);

    [Fact]
    public void Every_list_key_takes_one_value_or_several_without_brackets()
    {
        ExperimentSpec spec = Samples.Read(
            Samples.Least, "seeds=4", "tags=first, second one", "evaluate.splits=val,test", "train.keepEpochs=2,1", "evaluate.epochs=2");
        spec.Seeds.ShouldBe([4]);
        spec.Tags.ShouldBe(["first", "second one"]);
        spec.Settings.Evaluate.Splits.ShouldBe(["val", "test"]);
        spec.Settings.KeptEpochs.ShouldBe([1, 2]);
        spec.Settings.Evaluate.Epochs.ShouldBe([2]);
    }

    private static PicieTraining Picie(RunSettings settings) => settings.Train.Training.ShouldBeOfType<PicieTraining>();

    [Theory]
    [InlineData("cpu")]
    [InlineData("auto")]
    [InlineData("cuda")]
    [InlineData("cuda:3")]
    public void A_device_is_one_of_four_forms(string device) =>
        Samples.Read(Samples.Least, $"train.device={device}").Settings.Train.Device.ShouldBe(device);
}
