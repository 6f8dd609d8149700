namespace PiCIE.Segmentation.Views;

/// <summary>Says which photometric steps are taken, in this order; null leaves a step out (science.md 1.3.2).</summary>
public readonly record struct PhotometricSteps
{
    /// <summary>Factor of the blend with black.</summary>
    public double? Brightness { get; init; }

    /// <summary>Factor of the blend with the mean grey of the photograph.</summary>
    public double? Contrast { get; init; }

    /// <summary>Factor of the blend with the photograph's grey version.</summary>
    public double? Saturation { get; init; }

    /// <summary>Shift of the hue in turns.</summary>
    public double? HueShift { get; init; }

    /// <summary>Whether the photograph turns grey.</summary>
    public bool Grey { get; init; }

    /// <summary>Radius σ of the Gaussian blur in pixels; only its square matters.</summary>
    public double? BlurSigma { get; init; }
}
