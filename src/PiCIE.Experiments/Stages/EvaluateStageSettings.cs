using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Metrics;
using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Stages;

/// <summary>
/// What an evaluate stage does. Inputs: <c>weights</c> (file of the train stage); <c>cluster</c> (folder, for fresh centroids) or
/// <c>centroids</c> (file, for trained ones); <c>evaluationPack:SPLIT</c> and, where the list has labels, <c>labelPack:SPLIT</c>;
/// for each epoch <c>weights:epoch-N</c> and <c>centroids:epoch-N</c>. Output files: <c>predictions/SPLIT-REPEAT.zip</c>,
/// <c>overlays/SPLIT.zip</c>, <c>confusions/SPLIT-REPEAT.safetensors</c> (where that grows large, further photographs in
/// <c>SPLIT-REPEAT-from-N.safetensors</c>); those of an epoch below <c>epoch-N/</c>. Of the task, only classes, label encoding and averaging are
/// key material.
/// </summary>
public sealed record EvaluateStageSettings
{
    /// <summary>The task: classes and their colours, how labels are read.</summary>
    public required SegmentationTask Task { get; init; }

    /// <summary>The network that the weights belong to (no key material: the weights hold it).</summary>
    public required BackboneSettings Backbone { get; init; }

    /// <summary>The lists, in the order of the spec.</summary>
    public required IReadOnlyList<string> Splits { get; init; }

    /// <summary>How clusters are assigned to classes.</summary>
    public required MatchingRule Matching { get; init; }

    /// <summary>Over which classes figures are averaged.</summary>
    public required AveragingRule Average { get; init; }

    /// <summary>By which score a pixel goes to a cluster.</summary>
    public required EvalScore EvalScore { get; init; }

    /// <summary>Which centroids predict.</summary>
    public required CentroidSource Centroids { get; init; }

    /// <summary>Kept epochs that are evaluated too, with their own centroids.</summary>
    public IReadOnlyList<int> Epochs { get; init; } = [];
}
