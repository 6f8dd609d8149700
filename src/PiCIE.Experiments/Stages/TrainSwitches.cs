using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Stages;

/// <summary>The switches that a train stage reads; each as in <see cref="RunSwitches"/>.</summary>
public sealed record TrainSwitches
{
    /// <summary>Mode of batch normalisation while clustering.</summary>
    public required KMeansBatchNorm KmeansBn { get; init; }

    /// <summary>Whether centroids are projected to unit norm after k-means.</summary>
    public required bool CentroidNormalise { get; init; }

    /// <summary>Where k-means draws its start from.</summary>
    public required KMeansSeedRule KmeansSeed { get; init; }

    /// <summary>What happens to an incomplete last group of batches.</summary>
    public required GroupTail KmeansGroupTail { get; init; }

    /// <summary>At most so many rows start k-means; null takes all.</summary>
    public int? KmeansInitRows { get; init; }

    /// <summary>Weight of a cluster in the losses.</summary>
    public required ClassWeightRule ClassWeight { get; init; }

    /// <summary>Whether views turn grey with probability 0.2.</summary>
    public required bool Grey { get; init; }

    /// <summary>Width of the blur.</summary>
    public required BlurSigmaRule BlurSigma { get; init; }

    /// <summary>What the losses take as logits.</summary>
    public required TrainLogit TrainLogit { get; init; }

    /// <summary>Whether view 1 carries its photometric change in the training pass.</summary>
    public required bool View1PhotometricInTraining { get; init; }

    /// <summary>Whether crops of a photograph are shrunk with antialiasing.</summary>
    public required bool CropAntialias { get; init; }

    /// <summary>How a crop window is rounded on image and features.</summary>
    public required CropRounding CropRounding { get; init; }

    /// <summary>Whether Adam decays weights.</summary>
    public required WeightDecayAdam WeightDecayAdam { get; init; }

    /// <summary>Course of the learning rate.</summary>
    public required LrSchedule LrSchedule { get; init; }

    /// <summary>The part of a run's switches that training reads.</summary>
    /// <param name="switches">All switches.</param>
    public static TrainSwitches Of(RunSwitches switches) => new()
    {
        KmeansBn = switches.KmeansBn,
        CentroidNormalise = switches.CentroidNormalise,
        KmeansSeed = switches.KmeansSeed,
        KmeansGroupTail = switches.KmeansGroupTail,
        KmeansInitRows = switches.KmeansInitRows,
        ClassWeight = switches.ClassWeight,
        Grey = switches.Grey,
        BlurSigma = switches.BlurSigma,
        TrainLogit = switches.TrainLogit,
        View1PhotometricInTraining = switches.View1PhotometricInTraining,
        CropAntialias = switches.CropAntialias,
        CropRounding = switches.CropRounding,
        WeightDecayAdam = switches.WeightDecayAdam,
        LrSchedule = switches.LrSchedule,
    };
}
