namespace PiCIE.Evaluation.Tasks;

/// <summary>Says how the label images of a task are read.</summary>
public sealed record TaskLabels
{
    /// <summary>Says how raw label values are stored.</summary>
    public LabelEncoding Encoding { get; init; } = LabelEncoding.PngIndex8;
}
