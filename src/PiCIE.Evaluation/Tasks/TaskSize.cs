namespace PiCIE.Evaluation.Tasks;

/// <summary>Says how a photograph and its label image become squares of the evaluated size.</summary>
public sealed record TaskSize
{
    /// <summary>Says how size and place of the square are found.</summary>
    public SizeRule Rule { get; init; } = SizeRule.ShortSideThenCentreCrop;

    /// <summary>Says how photographs are resampled.</summary>
    public ImageFilter ImageFilter { get; init; } = ImageFilter.PillowBilinear;

    /// <summary>Says how label images are resampled.</summary>
    public LabelFilter LabelFilter { get; init; } = LabelFilter.Nearest;
}
