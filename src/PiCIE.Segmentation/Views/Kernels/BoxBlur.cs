namespace PiCIE.Segmentation.Views.Kernels;

/// <summary>Describes one of the box blurs that stand in for a Gaussian: weights in units of 2⁻²⁴ (science.md A.5).</summary>
/// <param name="Reach">Neighbours with full weight on each side, n.</param>
/// <param name="Inner">Weight of each value up to n away.</param>
/// <param name="Edge">Weight of the two values n + 1 away.</param>
internal readonly record struct BoxBlur(int Reach, uint Inner, uint Edge)
{
    /// <summary>Passes in each direction.</summary>
    public const int Passes = 3;

    /// <summary>Computes the box of a Gaussian of radius σ; null leaves the image as it is.</summary>
    public static BoxBlur? Of(double sigma)
    {
        float variance = (float)sigma * (float)sigma / Passes;
        float length = (float)Math.Sqrt((12.0 * variance) + 1.0);
        float whole = (float)Math.Floor((length - 1.0) / 2.0);
        float part = ((2 * whole) + 1) * ((whole * (whole + 1)) - (3 * variance));
        part /= 6 * (variance - ((whole + 1) * (whole + 1)));
        float radius = whole + part;
        if (radius == 0)
        {
            return null;
        }

        int reach = (int)radius;
        uint inner = (uint)((1 << 24) / ((radius * 2) + 1));
        return new BoxBlur(reach, inner, (((1u << 24) - ((((uint)reach * 2) + 1) * inner)) / 2));
    }
}
