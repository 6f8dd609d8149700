namespace PiCIE.Segmentation.Views;

/// <summary>
/// What was drawn for the photometric transform of one photograph in one view and epoch (science.md 1.3.1): for each step the number
/// that decides (p, in [0, 1)) and the strength.
/// </summary>
public readonly record struct PhotometricDraw
{
    /// <summary>Decides on brightness.</summary>
    public double BrightnessP { get; init; }

    /// <summary>Factor of brightness.</summary>
    public double BrightnessFactor { get; init; }

    /// <summary>Decides on contrast.</summary>
    public double ContrastP { get; init; }

    /// <summary>Factor of contrast.</summary>
    public double ContrastFactor { get; init; }

    /// <summary>Decides on saturation.</summary>
    public double SaturationP { get; init; }

    /// <summary>Factor of saturation.</summary>
    public double SaturationFactor { get; init; }

    /// <summary>Decides on the hue shift.</summary>
    public double HueP { get; init; }

    /// <summary>Hue shift in turns.</summary>
    public double HueShift { get; init; }

    /// <summary>Decides on grey.</summary>
    public double GreyP { get; init; }

    /// <summary>Decides on the blur and, if tied, sets its radius.</summary>
    public double BlurP { get; init; }

    /// <summary>Radius σ in pixels where it is drawn apart.</summary>
    public double BlurSigma { get; init; }

    /// <summary>The draw of one photograph, view and epoch; a function of these numbers alone.</summary>
    public static PhotometricDraw For(long seed, long epoch, long image, int view, PhotometricSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        CounterRandom random = new(seed, epoch, image, view, RandomPurpose.Photometric);
        return new PhotometricDraw
        {
            BrightnessP = random.Uniform(0),
            BrightnessFactor = random.Uniform(1, 1 - settings.Brightness, 1 + settings.Brightness),
            ContrastP = random.Uniform(2),
            ContrastFactor = random.Uniform(3, 1 - settings.Contrast, 1 + settings.Contrast),
            SaturationP = random.Uniform(4),
            SaturationFactor = random.Uniform(5, 1 - settings.Saturation, 1 + settings.Saturation),
            HueP = random.Uniform(6),
            HueShift = random.Uniform(7, -settings.Hue, settings.Hue),
            GreyP = random.Uniform(8),
            BlurP = random.Uniform(9),
            BlurSigma = random.Uniform(10, 0.1, 2.0),
        };
    }

    /// <summary>The steps that this draw leads to.</summary>
    public PhotometricSteps Steps(PhotometricSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        double? sigma = settings.BlurSigma == Views.BlurSigma.Tied ? (3.8 * (BlurP - 0.5)) + 0.1 : BlurSigma;
        return new PhotometricSteps
        {
            Brightness = BrightnessP < settings.Probability ? BrightnessFactor : null,
            Contrast = ContrastP < settings.Probability ? ContrastFactor : null,
            Saturation = SaturationP < settings.Probability ? SaturationFactor : null,
            HueShift = HueP < settings.Probability ? HueShift : null,
            Grey = settings.Grey && GreyP < GreyProbability,
            BlurSigma = BlurP < settings.BlurProbability ? sigma : null,
        };
    }

    private const double GreyProbability = 0.2;
}
