namespace PiCIE.Experiments.Settings;

/// <summary>The switches of spec.md 2.1. Each names a place where the released program and the paper differ (science.md 1.5).</summary>
public sealed record RunSwitches : TrainSwitches
{
    /// <summary>Batch-norm statistics that are left after fresh clustering.</summary>
    public required FreshBatchNorm FreshBn { get; init; }

    /// <summary>Score by which a pixel goes to a cluster in evaluation.</summary>
    public required EvalScore EvalScore { get; init; }

    /// <summary>Returns the switches that a preset stands for.</summary>
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
        ClusterWeight = ClusterWeightRule.None,
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
        ClusterWeight = ClusterWeightRule.Proportional,
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
