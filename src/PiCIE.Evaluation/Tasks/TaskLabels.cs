namespace PiCIE.Evaluation.Tasks;

/// <summary>How the label images of a task are read.</summary>
public sealed record TaskLabels
{
    /// <summary>How raw label values are stored.</summary>
    public LabelEncoding Encoding { get; init; } = LabelEncoding.PngIndex8;
}
