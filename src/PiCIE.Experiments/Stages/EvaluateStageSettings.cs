using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Metrics;
using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Stages;

/// <summary>
/// The settings of an evaluate stage. Inputs: <see cref="InputRoles.Weights"/> (file) and, where nothing was trained, <see cref="InputRoles.Head"/>; <see cref="InputRoles.Cluster"/>
/// (folder, for fresh centroids) or <see cref="InputRoles.Centroids"/> (file, for trained ones); <see cref="InputRoles.EvaluationPackFor"/>
/// and, where the split has labels, <see cref="InputRoles.LabelPackFor"/>; for each epoch <see cref="InputRoles.WeightsFor"/> and
/// <see cref="InputRoles.CentroidsFor"/>. Output files: <c>predictions/SPLIT-REPEAT.zip</c>, <c>overlays/SPLIT.zip</c>,
/// <c>confusions/SPLIT-REPEAT.safetensors</c> (where that grows large, further photographs in <c>SPLIT-REPEAT-from-N.safetensors</c>);
/// those of an epoch below <c>epoch-N/</c>. Of the task, only classes, label encoding and averaging are key material.
/// </summary>
public sealed record EvaluateStageSettings
{
    /// <summary>The task, for its classes and their colours and for the way in which labels are read.</summary>
    public required SegmentationTask Task { get; init; }

    /// <summary>The network that the weights belong to. It is no key material, for the weights hold it.</summary>
    public required BackboneSettings Backbone { get; init; }

    /// <summary>Names of the splits, in the order of the spec.</summary>
    public required IReadOnlyList<string> Splits { get; init; }

    /// <summary>Rule that assigns clusters to classes.</summary>
    public required MatchingRule Matching { get; init; }

    /// <summary>Rule that says over which classes figures are averaged.</summary>
    public required AveragingRule Average { get; init; }

    /// <summary>Score by which a pixel goes to a cluster.</summary>
    public required EvalScore EvalScore { get; init; }

    /// <summary>The centroids with which the stage predicts.</summary>
    public required CentroidSource Centroids { get; init; }

    /// <summary>Kept epochs that are evaluated too, with their own centroids.</summary>
    public IReadOnlyList<int> Epochs { get; init; } = [];
}
