namespace PiCIE.Experiments.Settings;

/// <summary>The fresh clustering.</summary>
public sealed record ClusterSettings
{
    /// <summary>Seed of the repeats; null until known: the seed of the training.</summary>
    public long? Seed { get; init; }

    /// <summary>The list whose photographs are clustered.</summary>
    public string Split { get; init; } = "train";

    /// <summary>Number of clusters, 2 to 10,000; null until known: the classes of the task.</summary>
    public int? K { get; init; }

    /// <summary>How often it is clustered; headline figures are means over the repeats.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>The k-means; by default as in the training.</summary>
    public KMeansSettings Kmeans { get; init; } = new();

    /// <summary>Threads inside an operation; null leaves it to the machine. Enters no key.</summary>
    public int? Threads { get; init; }

    /// <summary>auto, cpu, cuda or cuda:N. Enters no key.</summary>
    public string Device { get; init; } = "auto";
}
