namespace PiCIE.Evaluation.Tasks;

/// <summary>How photographs are resampled. Another filter gives other pixels and other figures.</summary>
public enum ImageFilter
{
    /// <summary>Triangle filter widened by the scale factor (antialiased), as the Pillow library does it.</summary>
    PillowBilinear,
}
