using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Views;
using PiCIE.Stages.Tests.Runs;
using PiCIE.Stages.Train;
using CropRounding = PiCIE.Experiments.Settings.CropRounding;
using GroupTail = PiCIE.Experiments.Settings.GroupTail;
using TrainLogit = PiCIE.Experiments.Settings.TrainLogit;

namespace PiCIE.Stages.Tests.Train;

/// <summary>Every key of <c>train</c> and every switch reaches the option that does it (spec.md 2.1, science.md 1.5).</summary>
public sealed class PicieOptionsTests
{
    [Fact]
    public void Published_settings_become_the_published_options()
    {
        TrainingOptions options = Of(TinyOrders.Picie);
        options.Seed.ShouldBe(TinyOrders.Train.Seed);
        options.Clusters.ShouldBe(TinyOrders.Clusters);
        options.Views.ShouldBe(new ViewSettings(TinyPacks.BaseSide, TinyPacks.Side));
        options.Loss.ShouldBe(new LossOptions());
        options.KMeans.ShouldBe(new KMeansOptions { BatchSize = 4, InitialBatches = 1, Iterations = 3 });
        options.Optimizer.ShouldBe(new OptimizerOptions { LearningRate = 1e-3 });
        options.Labels.ShouldBe(LabelSource.Stored);
    }

    [Fact]
    public void Every_key_of_train_arrives()
    {
        PicieSettings picie = TinyOrders.Picie with
        {
            K = 7,
            Training = new PicieTraining
            {
                Epochs = 5,
                BatchSize = 6,
                LearningRate = 0.25,
                WeightDecay = 0.125,
                Momentum = 0.5,
                Optimizer = PiCIE.Experiments.Settings.OptimizerKind.Sgd,
                Kmeans = new KMeansSettings { BatchSize = 11, InitialBatches = 12, GroupBatches = 13, Iterations = 14 },
                Photometric = new() { Brightness = 0.01, Contrast = 0.02, Saturation = 0.03, Hue = 0.04, Probability = 0.05, BlurProbability = 0.06 },
                Geometric = new() { MinScale = 0.75, HorizontalFlip = false, VerticalFlip = true, Crop = false },
                Loss = new LossSettings { Within = false, Cross = true, Mse = true, Balance = false },
                Labels = PseudoLabelMode.Online,
            },
        };
        TrainingOptions options = PicieOptions.From(TinyOrders.Train with { Seed = 9 }, picie, TinyPacks.BaseSide);
        (options.Seed, options.Clusters, options.Epochs, options.BatchSize, options.Labels).ShouldBe((9, 7, 5, 6, LabelSource.Online));
        options.Optimizer.ShouldBe(new OptimizerOptions { Kind = PiCIE.Segmentation.Optimizers.OptimizerKind.Sgd, LearningRate = 0.25, WeightDecay = 0.125, Momentum = 0.5 });
        options.KMeans.ShouldBe(new KMeansOptions { BatchSize = 11, InitialBatches = 12, GroupBatches = 13, Iterations = 14 });
        options.Views.Photometric.ShouldBe(new() { Brightness = 0.01, Contrast = 0.02, Saturation = 0.03, Hue = 0.04, Probability = 0.05, BlurProbability = 0.06 });
        options.Views.Geometric.ShouldBe(new() { MinScale = 0.75, HorizontalFlip = false, VerticalFlip = true, Crop = false });
        options.Loss.ShouldBe(new LossOptions { Within = false, Cross = true, MeanSquare = true, Balance = false });
    }

    [Fact]
    public void Every_switch_arrives_alone()
    {
        TrainSwitches released = TinyOrders.Picie.Switches;
        TrainingOptions plain = Of(TinyOrders.Picie);
        Switched(released with { KmeansBn = PiCIE.Experiments.Settings.KMeansBatchNorm.Eval }).ShouldBe(plain with { KMeans = plain.KMeans with { BatchNorm = PiCIE.Segmentation.Clustering.KMeansBatchNorm.Eval } });
        Switched(released with { CentroidNormalise = true }).ShouldBe(plain with { KMeans = plain.KMeans with { CentroidNormalise = true } });
        Switched(released with { KmeansSeed = KMeansSeedRule.Derived }).ShouldBe(plain with { KMeans = plain.KMeans with { Seed = KMeansSeed.Derived } });
        Switched(released with { KmeansGroupTail = GroupTail.Use }).ShouldBe(plain with { KMeans = plain.KMeans with { GroupTail = PiCIE.Segmentation.Clustering.GroupTail.Use } });
        Switched(released with { KmeansInitRows = 77 }).ShouldBe(plain with { KMeans = plain.KMeans with { InitialRows = 77 } });
        Switched(released with { ClusterWeight = ClusterWeightRule.None }).ShouldBe(plain with { Loss = plain.Loss with { Weighting = ClusterWeighting.None } });
        Switched(released with { ClusterWeight = ClusterWeightRule.Inverse }).ShouldBe(plain with { Loss = plain.Loss with { Weighting = ClusterWeighting.Inverse } });
        Switched(released with { ClusterWeight = ClusterWeightRule.InverseSqrt }).ShouldBe(plain with { Loss = plain.Loss with { Weighting = ClusterWeighting.InverseSqrt } });
        Switched(released with { TrainLogit = TrainLogit.Cosine }).ShouldBe(plain with { Loss = plain.Loss with { Logit = PiCIE.Segmentation.Losses.TrainLogit.Cosine } });
        Switched(released with { Grey = true }).ShouldBe(Photometric(plain, plain.Views.Photometric with { Grey = true }));
        Switched(released with { BlurSigma = BlurSigmaRule.Uniform }).ShouldBe(Photometric(plain, plain.Views.Photometric with { BlurSigma = BlurSigma.Uniform }));
        Switched(released with { View1PhotometricInTraining = false }).ShouldBe(Photometric(plain, plain.Views.Photometric with { View1InTraining = false }));
        Switched(released with { CropAntialias = true }).ShouldBe(Geometric(plain, plain.Views.Geometric with { CropAntialias = true }));
        Switched(released with { CropRounding = CropRounding.Snapped }).ShouldBe(Geometric(plain, plain.Views.Geometric with { CropRounding = PiCIE.Segmentation.Views.CropRounding.Snapped }));
        Switched(released with { WeightDecayAdam = WeightDecayAdam.Honoured }).ShouldBe(plain with { Optimizer = plain.Optimizer with { AdamHonoursWeightDecay = true } });
        Switched(released with { LrSchedule = LrSchedule.Step }).ShouldBe(plain with { Optimizer = plain.Optimizer with { Schedule = LearningRateSchedule.Step } });
    }

    private static TrainingOptions Of(PicieSettings picie) => PicieOptions.From(TinyOrders.Train, picie, TinyPacks.BaseSide);

    private static TrainingOptions Switched(TrainSwitches switches) => Of(TinyOrders.Picie with { Switches = switches });

    private static TrainingOptions Photometric(TrainingOptions options, PiCIE.Segmentation.Views.PhotometricSettings photometric) =>
        options with { Views = options.Views with { Photometric = photometric } };

    private static TrainingOptions Geometric(TrainingOptions options, PiCIE.Segmentation.Views.GeometricSettings geometric) =>
        options with { Views = options.Views with { Geometric = geometric } };
}
