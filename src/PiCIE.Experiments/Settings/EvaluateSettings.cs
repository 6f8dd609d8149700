using PiCIE.Evaluation.Matching;

namespace PiCIE.Experiments.Settings;

/// <summary>The evaluation.</summary>
public sealed record EvaluateSettings
{
    /// <summary>The lists that are predicted and, where labelled, counted.</summary>
    public IReadOnlyList<string> Splits { get; init; } = ["val"];

    /// <summary>Which centroids predict.</summary>
    public CentroidSource Centroids { get; init; } = CentroidSource.Fresh;

    /// <summary>How clusters are assigned to classes; null until known: as the task says.</summary>
    public MatchingRule? Matching { get; init; }

    /// <summary>Kept epochs that are evaluated too, with their own centroids; each one of train.keepEpochs.</summary>
    public IReadOnlyList<int> Epochs { get; init; } = [];

    /// <summary>Photographs a batch; null leaves it to memory. Enters no key.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Threads inside an operation; null leaves it to the machine. Enters no key.</summary>
    public int? Threads { get; init; }

    /// <summary>auto, cpu, cuda or cuda:N. Enters no key.</summary>
    public string Device { get; init; } = "auto";
}
