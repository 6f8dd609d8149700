namespace PiCIE.Experiments.Settings;

/// <summary>The switches of spec.md 2.1: each says where the released program and the paper part (science.md 1.5).</summary>
public sealed record RunSwitches
{
    /// <summary>Mode of batch normalisation while clustering.</summary>
    public required KMeansBatchNorm KmeansBn { get; init; }

    /// <summary>Whether centroids are projected to unit norm after k-means.</summary>
    public required bool CentroidNormalise { get; init; }

    /// <summary>Where k-means draws its start from.</summary>
    public required KMeansSeedRule KmeansSeed { get; init; }

    /// <summary>What happens to an incomplete last group of batches.</summary>
    public required GroupTail KmeansGroupTail { get; init; }

    /// <summary>At most so many rows start k-means, a random sample; null (in a spec: all) takes all.</summary>
    public int? KmeansInitRows { get; init; }

    /// <summary>Weight of a cluster in the losses.</summary>
    public required ClassWeightRule ClassWeight { get; init; }

    /// <summary>Whether views turn grey with probability 0.2.</summary>
    public required bool Grey { get; init; }

    /// <summary>Width of the blur.</summary>
    public required BlurSigmaRule BlurSigma { get; init; }

    /// <summary>What the training losses take as logits.</summary>
    public required TrainLogit TrainLogit { get; init; }

    /// <summary>Whether view 1 carries its photometric change in the training pass (false for Cityscapes as released).</summary>
    public required bool View1PhotometricInTraining { get; init; }

    /// <summary>Whether crops of a photograph are shrunk with antialiasing.</summary>
    public required bool CropAntialias { get; init; }

    /// <summary>How a crop window is rounded on image and features.</summary>
    public required CropRounding CropRounding { get; init; }

    /// <summary>Whether Adam decays weights.</summary>
    public required WeightDecayAdam WeightDecayAdam { get; init; }

    /// <summary>Course of the learning rate.</summary>
    public required LrSchedule LrSchedule { get; init; }

    /// <summary>Batch-norm statistics after fresh clustering.</summary>
    public required FreshBatchNorm FreshBn { get; init; }

    /// <summary>By which score a pixel goes to a cluster in evaluation.</summary>
    public required EvalScore EvalScore { get; init; }

    /// <summary>The switches that a preset stands for.</summary>
    /// <param name="preset">The preset.</param>
    public static RunSwitches Of(Preset preset) => preset switch
    {
        Preset.Released202112 => Released(KMeansBatchNorm.Train),
        Preset.Released202107 => Released(KMeansBatchNorm.Eval),
        Preset.Clean => Clean,
        _ => throw new ArgumentOutOfRangeException(nameof(preset), preset, "unknown preset"),
    };

    private static RunSwitches Clean { get; } = new()
    {
        KmeansBn = KMeansBatchNorm.Eval,
        CentroidNormalise = true,
        KmeansSeed = KMeansSeedRule.Derived,
        KmeansGroupTail = GroupTail.Use,
        KmeansInitRows = 262_144,
        ClassWeight = ClassWeightRule.None,
        Grey = true,
        BlurSigma = BlurSigmaRule.Uniform,
        TrainLogit = TrainLogit.InnerProduct,
        View1PhotometricInTraining = true,
        CropAntialias = true,
        CropRounding = CropRounding.Snapped,
        WeightDecayAdam = WeightDecayAdam.Honoured,
        LrSchedule = LrSchedule.Constant,
        FreshBn = FreshBatchNorm.Restored,
        EvalScore = EvalScore.NegativeDistance,
    };

    private static RunSwitches Released(KMeansBatchNorm kmeansBn) => new()
    {
        KmeansBn = kmeansBn,
        CentroidNormalise = false,
        KmeansSeed = KMeansSeedRule.BelowSeed,
        KmeansGroupTail = GroupTail.Drop,
        KmeansInitRows = null,
        ClassWeight = ClassWeightRule.Proportional,
        Grey = false,
        BlurSigma = BlurSigmaRule.Tied,
        TrainLogit = TrainLogit.InnerProduct,
        View1PhotometricInTraining = true,
        CropAntialias = false,
        CropRounding = CropRounding.Independent,
        WeightDecayAdam = WeightDecayAdam.Ignored,
        LrSchedule = LrSchedule.Constant,
        FreshBn = FreshBatchNorm.Drifted,
        EvalScore = EvalScore.InnerProduct,
    };
}
