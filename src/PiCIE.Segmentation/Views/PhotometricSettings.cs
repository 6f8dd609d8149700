namespace PiCIE.Segmentation.Views;

/// <summary>Holds the strengths and switches of the photometric transform (science.md 1.3.2); the defaults are the published ones.</summary>
public sealed record PhotometricSettings
{
    /// <summary>Half width of the range around 1 from which brightness factors are drawn.</summary>
    public double Brightness { get; init; } = 0.3;

    /// <summary>Half width of the range around 1 from which contrast factors are drawn.</summary>
    public double Contrast { get; init; } = 0.3;

    /// <summary>Half width of the range around 1 from which saturation factors are drawn.</summary>
    public double Saturation { get; init; } = 0.3;

    /// <summary>Half width of the range around 0 from which hue shifts are drawn, in turns.</summary>
    public double Hue { get; init; } = 0.1;

    /// <summary>Probability of each of the four steps above.</summary>
    public double Probability { get; init; } = 0.8;

    /// <summary>Probability of the blur.</summary>
    public double BlurProbability { get; init; } = 0.5;

    /// <summary>Whether photographs turn grey with probability 0.2 (never, as released).</summary>
    public bool Grey { get; init; }

    /// <summary>Rule by which the radius of the blur is drawn.</summary>
    public BlurSigma BlurSigma { get; init; } = BlurSigma.Tied;

    /// <summary>Whether view 1 is photometrically transformed in the training pass too (not for Cityscapes, as released).</summary>
    public bool View1InTraining { get; init; } = true;
}
