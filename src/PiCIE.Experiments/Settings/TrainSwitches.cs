using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>The switches of spec.md 2.1 that a training reads.</summary>
public record TrainSwitches : KMeansSwitches
{
    /// <summary>Rule for the weight of a cluster in the losses. The published switch is called <c>classWeight</c>.</summary>
    [JsonPropertyName("classWeight")]
    public required ClusterWeightRule ClusterWeight { get; init; }

    /// <summary>Whether views turn grey with probability 0.2.</summary>
    public required bool Grey { get; init; }

    /// <summary>Rule for the width of the blur.</summary>
    public required BlurSigmaRule BlurSigma { get; init; }

    /// <summary>Logits of the training losses.</summary>
    public required TrainLogit TrainLogit { get; init; }

    /// <summary>Whether view 1 carries its photometric change in the training pass (false for Cityscapes as released).</summary>
    public required bool View1PhotometricInTraining { get; init; }

    /// <summary>Whether crops of a photograph are shrunk with antialiasing.</summary>
    public required bool CropAntialias { get; init; }

    /// <summary>Rule by which a crop window is rounded on image and features.</summary>
    public required CropRounding CropRounding { get; init; }

    /// <summary>Says whether Adam decays weights.</summary>
    public required WeightDecayAdam WeightDecayAdam { get; init; }

    /// <summary>Course of the learning rate over the epochs.</summary>
    public required LrSchedule LrSchedule { get; init; }

    /// <summary>Returns the part of a run's switches that training reads, a copy without what only later stages read.</summary>
    /// <param name="switches">All switches.</param>
    public static TrainSwitches Of(RunSwitches switches) => new(switches);
}
