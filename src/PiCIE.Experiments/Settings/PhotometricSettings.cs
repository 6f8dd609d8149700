namespace PiCIE.Experiments.Settings;

/// <summary>The settings of the photometric change of a view (science.md 1.3.2).</summary>
public sealed record PhotometricSettings
{
    /// <summary>Half width of the brightness factor around 1.</summary>
    public double Brightness { get; init; } = 0.3;

    /// <summary>Half width of the contrast factor around 1.</summary>
    public double Contrast { get; init; } = 0.3;

    /// <summary>Half width of the saturation factor around 1.</summary>
    public double Saturation { get; init; } = 0.3;

    /// <summary>Half width of the hue shift, in turns of the colour circle, at most 0.5.</summary>
    public double Hue { get; init; } = 0.1;

    /// <summary>Probability of the colour change.</summary>
    public double Probability { get; init; } = 0.8;

    /// <summary>Probability of the blur.</summary>
    public double BlurProbability { get; init; } = 0.5;
}
