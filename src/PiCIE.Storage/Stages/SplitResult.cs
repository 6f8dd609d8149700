namespace PiCIE.Storage.Stages;

/// <summary>The figures of one split.</summary>
public sealed record SplitResult
{
    /// <summary>Name of the split.</summary>
    public required string Split { get; init; }

    /// <summary>Kept epoch; null for the end of the training.</summary>
    public int? Epoch { get; init; }

    /// <summary>Protocol of the figures, as JSON.</summary>
    public required string Protocol { get; init; }

    /// <summary>Pixel accuracy in percent, mean over the repeats.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Mean intersection over union in percent, mean over the repeats.</summary>
    public required double MeanIoU { get; init; }

    /// <summary>All figures as JSON.</summary>
    public required string Figures { get; init; }

    /// <summary>The class × cluster matrix of each repeat: rows are classes.</summary>
    public required IReadOnlyList<long[][]> Matrices { get; init; }
}
