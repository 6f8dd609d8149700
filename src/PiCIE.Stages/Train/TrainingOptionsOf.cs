using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Views;
using PiCIE.Stages.Failures;
using GroupTail = PiCIE.Segmentation.Clustering.GroupTail;
using KMeansBatchNorm = PiCIE.Segmentation.Clustering.KMeansBatchNorm;
using TrainLogit = PiCIE.Segmentation.Losses.TrainLogit;

namespace PiCIE.Stages.Train;

/// <summary>Translates the settings of a stage, as people write them, into the options of the library.</summary>
internal static class TrainingOptionsOf
{
    /// <summary>Options of a PiCIE training.</summary>
    /// <param name="settings">Settings of method picie.</param>
    /// <param name="baseResolution">Side of the photographs of the base pack.</param>
    /// <exception cref="StageInputException">A setting that picie needs is missing.</exception>
    public static TrainingOptions Settings(TrainStageSettings settings, int baseResolution)
    {
        TrainSwitches switches = Needed(settings.Switches, "switches");
        Experiments.Settings.LossSettings loss = Needed(settings.Loss, "loss");
        return new TrainingOptions
        {
            Seed = settings.Seed,
            Clusters = Needed(settings.K, "k"),
            Views = new ViewSettings(baseResolution, Needed(settings.Resolution, "resolution"))
            {
                Photometric = Photometric(Needed(settings.Photometric, "photometric"), switches),
                Geometric = Geometric(Needed(settings.Geometric, "geometric"), switches),
            },
            Epochs = Needed(settings.Epochs, "epochs"),
            BatchSize = Needed(settings.BatchSize, "batchSize"),
            Optimizer = Optimizer(settings, switches),
            KMeans = KMeans(Needed(settings.Kmeans, "kmeans"), switches),
            Loss = new LossOptions
            {
                Within = loss.Within,
                Cross = loss.Cross,
                MeanSquare = loss.Mse,
                Balance = loss.Balance,
                Weighting = switches.ClassWeight switch
                {
                    ClusterWeightRule.None => ClusterWeighting.None,
                    ClusterWeightRule.Inverse => ClusterWeighting.Inverse,
                    ClusterWeightRule.InverseSqrt => ClusterWeighting.InverseSqrt,
                    _ => ClusterWeighting.Proportional,
                },
                Logit = switches.TrainLogit == Experiments.Settings.TrainLogit.Cosine ? TrainLogit.Cosine : TrainLogit.InnerProduct,
            },
            Labels = settings.Labels == PseudoLabelMode.Online ? LabelSource.Online : LabelSource.Stored,
        };
    }

    /// <summary>Options of a k-means, in training or afterwards.</summary>
    /// <param name="kmeans">Its settings.</param>
    /// <param name="switches">The switches that it reads.</param>
    public static KMeansOptions KMeans(KMeansSettings kmeans, KMeansSwitches switches) => new()
    {
        BatchSize = kmeans.BatchSize,
        InitialBatches = kmeans.InitialBatches,
        GroupBatches = kmeans.GroupBatches,
        Iterations = kmeans.Iterations,
        GroupTail = switches.KmeansGroupTail == Experiments.Settings.GroupTail.Use ? GroupTail.Use : GroupTail.Drop,
        InitialRows = switches.KmeansInitRows,
        CentroidNormalise = switches.CentroidNormalise,
        Seed = switches.KmeansSeed == KMeansSeedRule.Derived ? KMeansSeed.Derived : KMeansSeed.BelowSeed,
        BatchNorm = switches.KmeansBn == Experiments.Settings.KMeansBatchNorm.Eval ? KMeansBatchNorm.Eval : KMeansBatchNorm.Train,
    };

    private static Segmentation.Views.PhotometricSettings Photometric(Experiments.Settings.PhotometricSettings settings, TrainSwitches switches) => new()
    {
        Brightness = settings.Brightness,
        Contrast = settings.Contrast,
        Saturation = settings.Saturation,
        Hue = settings.Hue,
        Probability = settings.Probability,
        BlurProbability = settings.BlurProbability,
        Grey = switches.Grey,
        BlurSigma = switches.BlurSigma == BlurSigmaRule.Uniform ? BlurSigma.Uniform : BlurSigma.Tied,
        View1InTraining = switches.View1PhotometricInTraining,
    };

    private static Segmentation.Views.GeometricSettings Geometric(Experiments.Settings.GeometricSettings settings, TrainSwitches switches) => new()
    {
        MinScale = settings.MinScale,
        HorizontalFlip = settings.HorizontalFlip,
        VerticalFlip = settings.VerticalFlip,
        Crop = settings.Crop,
        CropAntialias = switches.CropAntialias,
        CropRounding = switches.CropRounding == Experiments.Settings.CropRounding.Snapped ? Segmentation.Views.CropRounding.Snapped : Segmentation.Views.CropRounding.Independent,
    };

    private static OptimizerOptions Optimizer(TrainStageSettings settings, TrainSwitches switches) => new()
    {
        Kind = settings.Optimizer == Experiments.Settings.OptimizerKind.Sgd ? Segmentation.Optimizers.OptimizerKind.Sgd : Segmentation.Optimizers.OptimizerKind.Adam,
        LearningRate = Needed(settings.LearningRate, "learningRate"),
        WeightDecay = settings.WeightDecay ?? 0,
        Momentum = settings.Momentum ?? new OptimizerOptions().Momentum,
        AdamHonoursWeightDecay = switches.WeightDecayAdam == WeightDecayAdam.Honoured,
        Schedule = switches.LrSchedule == LrSchedule.Step ? LearningRateSchedule.Step : LearningRateSchedule.Constant,
    };

    private static T Needed<T>(T? value, string name)
        where T : class => value ?? throw Missing(name);

    private static T Needed<T>(T? value, string name)
        where T : struct => value ?? throw Missing(name);

    private static StageInputException Missing(string name) =>
        new($"The order of a picie training lacks the setting '{name}'.", "Build picie and picie-stage from the same version.");
}
