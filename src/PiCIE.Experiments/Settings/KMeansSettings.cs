namespace PiCIE.Experiments.Settings;

/// <summary>The settings of mini-batch k-means (science.md 1.4.2). The defaults are those of the published COCO runs.</summary>
public sealed record KMeansSettings
{
    /// <summary>Number of photographs that go through the network at once.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Number of batches whose features start the centroids.</summary>
    public int InitialBatches { get; init; } = 20;

    /// <summary>Number of batches that go into one later assignment together.</summary>
    public int GroupBatches { get; init; } = 1;

    /// <summary>Iterations of the starting k-means.</summary>
    public int Iterations { get; init; } = 20;
}
