namespace PiCIE.Storage.Experiments;

/// <summary>One final figure of a run, for filters and sorting; a figure that is not a number is absent.</summary>
public sealed class RunMetric
{
    /// <summary>Id of the run.</summary>
    public Guid RunId { get; init; }

    /// <summary>Key of the figure: <c>val.meanIoU</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Value of the figure.</summary>
    public double Value { get; init; }
}
