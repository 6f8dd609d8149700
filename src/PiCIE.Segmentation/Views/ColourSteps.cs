namespace PiCIE.Segmentation.Views;

/// <summary>The colour steps of one photograph as its kernels read them: a pixel's value depends on that pixel and on <see cref="Degenerate"/> alone.</summary>
internal readonly record struct ColourSteps
{
    public ColourSteps(in PhotometricSteps steps)
    {
        (Brightness, BrightnessFactor) = (steps.Brightness.HasValue, (float)(steps.Brightness ?? 1));
        (Contrast, ContrastFactor) = (steps.Contrast.HasValue, (float)(steps.Contrast ?? 1));
        (Saturation, SaturationFactor) = (steps.Saturation.HasValue, (float)(steps.Saturation ?? 1));
        (Hue, HueOffset) = (steps.HueShift.HasValue, ColourArithmetic.HueOffset(steps.HueShift ?? 0));
        Grey = steps.Grey;
    }

    public bool Brightness { get; }

    public float BrightnessFactor { get; }

    public bool Contrast { get; }

    public float ContrastFactor { get; }

    /// <summary>Mean grey of the photograph after brightness, for contrast.</summary>
    public int Degenerate { get; init; }

    public bool Saturation { get; }

    public float SaturationFactor { get; }

    public bool Hue { get; }

    public int HueOffset { get; }

    public bool Grey { get; }

    public bool Any => Brightness || Contrast || Saturation || Hue || Grey;
}
