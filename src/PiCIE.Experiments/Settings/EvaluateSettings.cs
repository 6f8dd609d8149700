using PiCIE.Evaluation.Matching;

namespace PiCIE.Experiments.Settings;

/// <summary>The settings of the evaluation (<c>evaluate</c> in a spec).</summary>
public sealed record EvaluateSettings
{
    /// <summary>Names of the splits that are predicted and, where labelled, counted.</summary>
    public IReadOnlyList<string> Splits { get; init; } = ["val"];

    /// <summary>The centroids with which the evaluation predicts.</summary>
    public CentroidSource Centroids { get; init; } = CentroidSource.Fresh;

    /// <summary>Rule that assigns clusters to classes; null until known, then that of the task unless the spec sets one.</summary>
    public MatchingRule? Matching { get; init; }

    /// <summary>Kept epochs that are evaluated too, with their own centroids; each one of train.keepEpochs.</summary>
    public IReadOnlyList<int> Epochs { get; init; } = [];

    /// <summary>Photographs a batch; null leaves it to memory. It enters no key.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Threads inside an operation; null leaves it to the machine. It enters no key.</summary>
    public int? Threads { get; init; }

    /// <summary>Device: auto, cpu, cuda or cuda:N. It enters no key.</summary>
    public string Device { get; init; } = "auto";
}
