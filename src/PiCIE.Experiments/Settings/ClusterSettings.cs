namespace PiCIE.Experiments.Settings;

/// <summary>The settings of the fresh clustering (<c>cluster</c> in a spec).</summary>
public sealed record ClusterSettings
{
    /// <summary>Seed of the repeats; null until known, then the seed of the training unless the spec sets one.</summary>
    public long? Seed { get; init; }

    /// <summary>Name of the split whose photographs are clustered.</summary>
    public string Split { get; init; } = "train";

    /// <summary>Number of clusters, 2 to 10,000; null until known, then the number of classes of the task unless the spec sets one.</summary>
    public int? K { get; init; }

    /// <summary>Number of clusterings; headline figures are means over them.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Settings of the k-means; by default those of the training.</summary>
    public KMeansSettings Kmeans { get; init; } = new();

    /// <summary>Threads inside an operation; null leaves it to the machine. It enters no key.</summary>
    public int? Threads { get; init; }

    /// <summary>Device: auto, cpu, cuda or cuda:N. It enters no key.</summary>
    public string Device { get; init; } = "auto";
}
