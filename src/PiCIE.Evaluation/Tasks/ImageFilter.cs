namespace PiCIE.Evaluation.Tasks;

/// <summary>Says how photographs are resampled. Another filter gives other pixels and other figures.</summary>
public enum ImageFilter
{
    /// <summary>The triangle filter widened by the scale factor (antialiased), as the Pillow library has it.</summary>
    PillowBilinear,
}
