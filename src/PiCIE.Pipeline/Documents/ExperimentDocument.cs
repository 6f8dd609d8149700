using System.Text.Json.Serialization;

namespace PiCIE.Pipeline.Documents;

/// <summary>The document of <c>run</c> and <c>runs show</c>: runs of one experiment with everything that is known of them.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Runs">The runs.</param>
/// <param name="Summary">Figures over replicates, one a config id.</param>
public sealed record ExperimentDocument(
    ExperimentName Experiment,
    IReadOnlyList<RunDocument> Runs,
    IReadOnlyList<SummaryDocument> Summary);

/// <summary>Id and name of an experiment.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name.</param>
public sealed record ExperimentName(Guid Id, string Name);

/// <summary>The place of a page in a list, with the total.</summary>
/// <param name="Total">Number of all runs.</param>
/// <param name="Offset">Number of runs before this page.</param>
/// <param name="Limit">Largest number of runs on a page.</param>
public sealed record PagingDocument(int Total, int Offset, int Limit);

/// <summary>The figures over the runs of one config id that are done.</summary>
/// <param name="ConfigId">Hash of the settings without seeds.</param>
/// <param name="N">Number of runs.</param>
/// <param name="Metrics">Figures by split.</param>
public sealed record SummaryDocument(string ConfigId, int N, IReadOnlyDictionary<string, SplitSummary> Metrics);

/// <summary>The figures of one split over replicates, in percent.</summary>
/// <param name="Accuracy">Pixel accuracy.</param>
/// <param name="MeanIoU">Mean intersection over union.</param>
public sealed record SplitSummary(
    MeanAndDeviation Accuracy, [property: JsonPropertyName("meanIoU")] MeanAndDeviation MeanIoU);

/// <summary>A mean and a sample standard deviation, in percent.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Std">The deviation (divisor n − 1); 0 for a single value.</param>
public sealed record MeanAndDeviation(double Mean, double Std);
