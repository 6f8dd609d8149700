namespace PiCIE.Experiments.Settings;

/// <summary>The settings of the geometric change of a view (science.md 1.3.3).</summary>
public sealed record GeometricSettings
{
    /// <summary>Smallest share of a side that a crop keeps, above 0 and at most 1.</summary>
    public double MinScale { get; init; } = 0.5;

    /// <summary>Whether views are mirrored left to right, with probability one half.</summary>
    public bool HorizontalFlip { get; init; } = true;

    /// <summary>Whether views are mirrored top to bottom, with probability one half.</summary>
    public bool VerticalFlip { get; init; }

    /// <summary>Whether views are cropped.</summary>
    public bool Crop { get; init; } = true;
}
