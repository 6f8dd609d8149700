namespace PiCIE.Segmentation.Views;

/// <summary>Says how the window of a crop becomes whole pixels in the photograph and in the feature map.</summary>
public enum CropRounding
{
    /// <summary>The window is rounded in each map for itself, as released, so the two windows agree to about one feature cell.</summary>
    Independent,

    /// <summary>The window is rounded in the feature map; the window in the photograph is the same one, scaled.</summary>
    Snapped,
}
