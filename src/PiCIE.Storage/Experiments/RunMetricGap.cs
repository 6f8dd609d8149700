namespace PiCIE.Storage.Experiments;

/// <summary>
/// Marks a final figure of a run that came out as no number (NaN or infinite). It has no value in <c>run_metrics</c>, so that filters and means take it as absent; the mark tells it
/// from a figure that was never computed.
/// </summary>
public sealed class RunMetricGap
{
    /// <summary>Id of the run.</summary>
    public Guid RunId { get; init; }

    /// <summary>Key of the figure: <c>val.meanIoU</c>.</summary>
    public required string Key { get; init; }
}
