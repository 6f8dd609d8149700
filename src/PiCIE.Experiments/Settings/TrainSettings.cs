namespace PiCIE.Experiments.Settings;

/// <summary>What a spec sets under <c>train</c>: what every method has, and what only its own method has.</summary>
public sealed record TrainSettings
{
    /// <summary>Seed of the run: network, views, k-means and order derive from it.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>What the network starts from.</summary>
    public TrainStart Start { get; init; } = TrainStart.Weights;

    /// <summary>The settings that only the method has.</summary>
    public required MethodTraining Training { get; init; }

    /// <summary>Threads inside an operation; null leaves it to the machine. Enters no key.</summary>
    public int? Threads { get; init; }

    /// <summary>auto, cpu, cuda or cuda:N. Enters no key.</summary>
    public string Device { get; init; } = "auto";
}
