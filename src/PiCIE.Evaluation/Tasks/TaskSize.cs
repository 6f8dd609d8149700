namespace PiCIE.Evaluation.Tasks;

/// <summary>How a photograph and its label image become squares of the evaluated size.</summary>
public sealed record TaskSize
{
    /// <summary>How size and place of the square are found.</summary>
    public SizeRule Rule { get; init; } = SizeRule.ShortSideThenCentreCrop;

    /// <summary>How photographs are resampled.</summary>
    public ImageFilter ImageFilter { get; init; } = ImageFilter.PillowBilinear;

    /// <summary>How label images are resampled.</summary>
    public LabelFilter LabelFilter { get; init; } = LabelFilter.Nearest;
}
