using PiCIE.Segmentation.Randomness;

namespace PiCIE.Segmentation.Views;

/// <summary>
/// Holds what is drawn for the photometric transform of one photograph in one view and epoch (science.md 1.3.1): for each step the number
/// that decides (p, in [0, 1)) and the strength.
/// </summary>
public readonly record struct PhotometricDraw
{
    /// <summary>Number that decides on brightness.</summary>
    public double BrightnessP { get; init; }

    /// <summary>Factor by which brightness changes.</summary>
    public double BrightnessFactor { get; init; }

    /// <summary>Number that decides on contrast.</summary>
    public double ContrastP { get; init; }

    /// <summary>Factor by which contrast changes.</summary>
    public double ContrastFactor { get; init; }

    /// <summary>Number that decides on saturation.</summary>
    public double SaturationP { get; init; }

    /// <summary>Factor by which saturation changes.</summary>
    public double SaturationFactor { get; init; }

    /// <summary>Number that decides on the hue shift.</summary>
    public double HueP { get; init; }

    /// <summary>Hue shift in turns.</summary>
    public double HueShift { get; init; }

    /// <summary>Number that decides on grey.</summary>
    public double GreyP { get; init; }

    /// <summary>Number that decides on the blur and, if tied, sets its radius.</summary>
    public double BlurP { get; init; }

    /// <summary>Radius σ in pixels where it is drawn apart.</summary>
    public double BlurSigma { get; init; }

    /// <summary>Draws for one photograph, view and epoch: a function of these numbers alone.</summary>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    /// <param name="image">Index of the photograph in its split.</param>
    /// <param name="view">View that the draws are for.</param>
    /// <param name="settings">Ranges of the strengths.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="view"/> is neither view.</exception>
    public static PhotometricDraw For(long seed, long epoch, long image, View view, PhotometricSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        CounterRandom random = new(seed, epoch, image, Stream(view), RandomPurpose.Photometric);
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

    /// <summary>Decides which steps this draw leads to.</summary>
    /// <param name="settings">Probabilities and switches.</param>
    /// <exception cref="ArgumentOutOfRangeException">The settings name no way of drawing the blur's radius.</exception>
    public PhotometricSteps Steps(PhotometricSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        double sigma = settings.BlurSigma switch
        {
            Views.BlurSigma.Tied => (3.8 * (BlurP - 0.5)) + 0.1,
            Views.BlurSigma.Uniform => BlurSigma,
            _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.BlurSigma, "A blur's radius is tied or uniform."),
        };
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

    private static int Stream(View view) => view switch
    {
        View.First => 1,
        View.Second => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(view), view, "A photograph has two views."),
    };
}
