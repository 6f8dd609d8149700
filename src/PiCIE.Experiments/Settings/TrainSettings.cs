namespace PiCIE.Experiments.Settings;

/// <summary>The settings under <c>train</c> of a spec: those of every method, and those of its own method.</summary>
public sealed record TrainSettings
{
    /// <summary>Seed of the run: network, views, k-means and order derive from it.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Says what the network starts from.</summary>
    public TrainStart Start { get; init; } = TrainStart.Weights;

    /// <summary>Settings that only the method has.</summary>
    public required MethodTraining Training { get; init; }

    /// <summary>Threads inside an operation; null leaves it to the machine. It enters no key.</summary>
    public int? Threads { get; init; }

    /// <summary>Device: auto, cpu, cuda or cuda:N. It enters no key.</summary>
    public string Device { get; init; } = "auto";
}
