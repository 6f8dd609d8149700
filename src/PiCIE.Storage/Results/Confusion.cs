namespace PiCIE.Storage.Results;

/// <summary>The class × cluster matrix of one repeat.</summary>
public sealed class Confusion
{
    /// <summary>Id of the result that it belongs to.</summary>
    public Guid ResultId { get; init; }

    /// <summary>Number of the repeat, from 1.</summary>
    public int Repeat { get; init; }

    /// <summary>Number of classes, the rows.</summary>
    public int Classes { get; init; }

    /// <summary>Number of clusters, the columns.</summary>
    public int Clusters { get; init; }

    /// <summary>The counts, row by row, as <see cref="CompactCounts"/> writes them.</summary>
    public required byte[] Counts { get; init; }
}
