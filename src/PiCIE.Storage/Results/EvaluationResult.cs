namespace PiCIE.Storage.Results;

/// <summary>The figures of one split that an evaluate stage computed. They derive from the confusions and can be computed again from them.</summary>
public sealed class EvaluationResult
{
    /// <summary>Stands for the epoch of a result of the final weights, because a null would not be unique in an index.</summary>
    public const int EndOfTraining = -1;

    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>Id of the artifact that it belongs to; the result counts while that does.</summary>
    public Guid ArtifactId { get; init; }

    /// <summary>Name of the split.</summary>
    public required string Split { get; init; }

    /// <summary>Kept epoch that was evaluated; <see cref="EndOfTraining"/> for the final weights.</summary>
    public int Epoch { get; init; } = EndOfTraining;

    /// <summary>Place in the order of the spec; the figures of place 0 are the headline.</summary>
    public int Position { get; init; }

    /// <summary>Protocol of the figures, as JSON.</summary>
    public required string Protocol { get; init; }

    /// <summary>Pixel accuracy in percent, mean over the repeats.</summary>
    public double Accuracy { get; init; }

    /// <summary>Mean intersection over union in percent, mean over the repeats.</summary>
    public double MeanIoU { get; init; }

    /// <summary>All figures of the split, as the JSON of the documents.</summary>
    public required string Figures { get; init; }
}
