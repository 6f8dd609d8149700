using System.Diagnostics;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Views;
using CropRounding = PiCIE.Segmentation.Views.CropRounding;
using OptimizerKind = PiCIE.Segmentation.Optimizers.OptimizerKind;
using TrainLogit = PiCIE.Segmentation.Losses.TrainLogit;

namespace PiCIE.Stages.Train;

/// <summary>Translates the settings of method picie, as people write them, into the options of the library.</summary>
internal static class PicieOptions
{
    /// <summary>Returns the options of a training.</summary>
    /// <param name="settings">The settings of the stage, for its seed.</param>
    /// <param name="picie">The settings of method picie.</param>
    /// <param name="baseResolution">Side of the photographs of the base pack.</param>
    public static TrainingOptions From(TrainStageSettings settings, PicieSettings picie, int baseResolution)
    {
        (PicieTraining training, TrainSwitches switches) = (picie.Training, picie.Switches);
        return new TrainingOptions
        {
            Seed = settings.Seed,
            Clusters = picie.K,
            Views = new ViewSettings(baseResolution, picie.Resolution)
            {
                Photometric = Photometric(training.Photometric, switches),
                Geometric = Geometric(training.Geometric, switches),
            },
            Epochs = training.Epochs,
            BatchSize = training.BatchSize,
            Optimizer = Optimizer(training, switches),
            KMeans = KMeansTranslation.ToOptions(training.Kmeans, switches),
            Loss = Loss(training.Loss, switches),
            Labels = training.Labels switch
            {
                PseudoLabelMode.Stored => LabelSource.Stored,
                PseudoLabelMode.Online => LabelSource.Online,
                _ => throw new UnreachableException($"unknown mode {training.Labels}"),
            },
        };
    }

    private static LossOptions Loss(Experiments.Settings.LossSettings loss, TrainSwitches switches) => new()
    {
        Within = loss.Within,
        Cross = loss.Cross,
        MeanSquare = loss.Mse,
        Balance = loss.Balance,
        Weighting = switches.ClusterWeight switch
        {
            ClusterWeightRule.Proportional => ClusterWeighting.Proportional,
            ClusterWeightRule.None => ClusterWeighting.None,
            ClusterWeightRule.Inverse => ClusterWeighting.Inverse,
            ClusterWeightRule.InverseSqrt => ClusterWeighting.InverseSqrt,
            _ => throw new UnreachableException($"unknown rule {switches.ClusterWeight}"),
        },
        Logit = switches.TrainLogit switch
        {
            Experiments.Settings.TrainLogit.InnerProduct => TrainLogit.InnerProduct,
            Experiments.Settings.TrainLogit.Cosine => TrainLogit.Cosine,
            _ => throw new UnreachableException($"unknown logit {switches.TrainLogit}"),
        },
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
        BlurSigma = switches.BlurSigma switch
        {
            BlurSigmaRule.Tied => BlurSigma.Tied,
            BlurSigmaRule.Uniform => BlurSigma.Uniform,
            _ => throw new UnreachableException($"unknown rule {switches.BlurSigma}"),
        },
        View1InTraining = switches.View1PhotometricInTraining,
    };

    private static Segmentation.Views.GeometricSettings Geometric(Experiments.Settings.GeometricSettings settings, TrainSwitches switches) => new()
    {
        MinScale = settings.MinScale,
        HorizontalFlip = settings.HorizontalFlip,
        VerticalFlip = settings.VerticalFlip,
        Crop = settings.Crop,
        CropAntialias = switches.CropAntialias,
        CropRounding = switches.CropRounding switch
        {
            Experiments.Settings.CropRounding.Independent => CropRounding.Independent,
            Experiments.Settings.CropRounding.Snapped => CropRounding.Snapped,
            _ => throw new UnreachableException($"unknown rounding {switches.CropRounding}"),
        },
    };

    private static OptimizerOptions Optimizer(PicieTraining training, TrainSwitches switches) => new()
    {
        Kind = training.Optimizer switch
        {
            Experiments.Settings.OptimizerKind.Adam => OptimizerKind.Adam,
            Experiments.Settings.OptimizerKind.Sgd => OptimizerKind.Sgd,
            _ => throw new UnreachableException($"unknown optimiser {training.Optimizer}"),
        },
        LearningRate = training.LearningRate,
        WeightDecay = training.WeightDecay,
        Momentum = training.Momentum,
        AdamHonoursWeightDecay = switches.WeightDecayAdam switch
        {
            WeightDecayAdam.Ignored => false,
            WeightDecayAdam.Honoured => true,
            _ => throw new UnreachableException($"unknown rule {switches.WeightDecayAdam}"),
        },
        Schedule = switches.LrSchedule switch
        {
            LrSchedule.Constant => LearningRateSchedule.Constant,
            LrSchedule.Step => LearningRateSchedule.Step,
            _ => throw new UnreachableException($"unknown schedule {switches.LrSchedule}"),
        },
    };
}
