namespace PiCIE.Segmentation.Views;

/// <summary>Holds the settings and switches of the geometric transform (science.md 1.3.3); the defaults are the published ones.</summary>
public sealed record GeometricSettings
{
    /// <summary>Smallest side of a crop, as a fraction of the map's side, in (0, 1].</summary>
    public double MinScale { get; init; } = 0.5;

    /// <summary>Whether photographs are mirrored left to right with probability ½.</summary>
    public bool HorizontalFlip { get; init; } = true;

    /// <summary>Whether photographs are mirrored top to bottom with probability ½.</summary>
    public bool VerticalFlip { get; init; }

    /// <summary>Whether a window is cut out and resized. Otherwise view 1 is the whole photograph, reduced to the resolution.</summary>
    public bool Crop { get; init; } = true;

    /// <summary>Whether the crop of the photograph is reduced with an anti-aliasing filter.</summary>
    public bool CropAntialias { get; init; }

    /// <summary>Rule by which windows are rounded.</summary>
    public CropRounding CropRounding { get; init; } = CropRounding.Independent;
}
