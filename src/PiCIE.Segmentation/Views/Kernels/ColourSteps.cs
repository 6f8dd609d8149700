namespace PiCIE.Segmentation.Views.Kernels;

/// <summary>Holds the colour steps of one photograph as the kernels read them: a pixel's value depends on that pixel and on <see cref="Degenerate"/> alone.</summary>
internal readonly record struct ColourSteps
{
    public bool Brightness { get; init; }

    public float BrightnessFactor { get; init; }

    public bool Contrast { get; init; }

    public float ContrastFactor { get; init; }

    /// <summary>The photograph's mean grey after brightness, for contrast.</summary>
    public int Degenerate { get; init; }

    public bool Saturation { get; init; }

    public float SaturationFactor { get; init; }

    public bool Hue { get; init; }

    /// <summary>Number that is added to the hue byte, modulo 256.</summary>
    public int HueOffset { get; init; }

    public bool Grey { get; init; }

    public bool Any => Brightness || Contrast || Saturation || Hue || Grey;
}
