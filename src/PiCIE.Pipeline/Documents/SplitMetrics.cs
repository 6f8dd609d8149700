using System.Text.Json.Serialization;

namespace PiCIE.Pipeline.Documents;

/// <summary>The figures of one split, in percent at full precision.</summary>
/// <param name="Accuracy">Mean over the repeats.</param>
/// <param name="MeanIoU">Mean over the repeats.</param>
/// <param name="AccuracyStd">Sample standard deviation over the repeats; 0 for one.</param>
/// <param name="MeanIoUStd">Sample standard deviation over the repeats; 0 for one.</param>
/// <param name="Repeats">Each repeat.</param>
/// <param name="PerClass">Each class, absent ones too.</param>
public sealed record SplitMetrics(
    double Accuracy,
    [property: JsonPropertyName("meanIoU")] double MeanIoU,
    double AccuracyStd,
    [property: JsonPropertyName("meanIoUStd")] double MeanIoUStd,
    IReadOnlyList<RepeatMetrics> Repeats,
    IReadOnlyList<ClassMetrics> PerClass);

/// <summary>The figures of one repeat of the fresh clustering, in percent.</summary>
/// <param name="Accuracy">Pixel accuracy.</param>
/// <param name="MeanIoU">Mean intersection over union.</param>
/// <param name="Matrix">Pixels by class (row) and cluster (column), from which all figures derive; null where a document leaves it out.</param>
/// <param name="ClassOfCluster">Class id that the matching gives each cluster, −1 for none; null where the matrix is.</param>
public sealed record RepeatMetrics(
    double Accuracy,
    [property: JsonPropertyName("meanIoU")] double MeanIoU,
    IReadOnlyList<long[]>? Matrix = null,
    IReadOnlyList<int>? ClassOfCluster = null);

/// <summary>The figures of one class, in percent, as means over the repeats.</summary>
/// <param name="Id">Class id of the task.</param>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Iou">Intersection over union; null where the class is absent.</param>
/// <param name="Recall">Share of the class's pixels that were found; null where the class is absent.</param>
/// <param name="Pixels">Labelled pixels of the class.</param>
/// <param name="Absent">Whether the split has no pixel of the class, and none was predicted.</param>
public sealed record ClassMetrics(
    int Id,
    string Key,
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Iou,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Recall,
    long Pixels,
    bool Absent);
