namespace PiCIE.Segmentation.Views;

/// <summary>Holds the sizes and transforms of the two views.</summary>
/// <param name="BaseResolution">Side S of the base photographs, pixels.</param>
/// <param name="Resolution">Side T of the network's input in both views, pixels, at most S.</param>
public sealed record ViewSettings(int BaseResolution, int Resolution)
{
    /// <summary>Settings of the photometric transform.</summary>
    public PhotometricSettings Photometric { get; init; } = new();

    /// <summary>Settings of the geometric transform.</summary>
    public GeometricSettings Geometric { get; init; } = new();

    /// <summary>Side of the feature map, T/4.</summary>
    public int FeatureSide => Resolution / 4;
}
