namespace PiCIE.Segmentation.Views;

/// <summary>Makes the two views of a base photograph. It holds scratch memory, so each thread has an instance of its own.</summary>
public sealed class ViewMaker
{
    private readonly ViewSettings _settings;
    private readonly PhotometricTransform _photometric;
    private readonly ImageReduction _reduction;
    private readonly byte[] _photograph;

    /// <summary>Prepares scratch memory for the given sizes.</summary>
    /// <param name="settings">Sizes and transforms.</param>
    /// <exception cref="ArgumentException">The resolution is below 4 or above the base resolution.</exception>
    public ViewMaker(ViewSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Resolution < 4 || settings.Resolution > settings.BaseResolution)
        {
            throw new ArgumentException(
                $"The resolution {settings.Resolution} must lie between 4 and the base resolution {settings.BaseResolution}.", nameof(settings));
        }

        _settings = settings;
        _photometric = new PhotometricTransform(settings.BaseResolution, settings.BaseResolution);
        _reduction = new ImageReduction(settings.BaseResolution, settings.Resolution);
        _photograph = new byte[3 * settings.BaseResolution * settings.BaseResolution];
    }

    /// <summary>Makes view 1: photometric transform on bytes, then normalised, cut, resized, mirrored; float [T, T, 3].</summary>
    /// <param name="photograph">Base photograph, RGB bytes [S, S, 3].</param>
    /// <param name="draws">Draws of the photograph.</param>
    /// <param name="photometric">Whether the photometric transform is applied.</param>
    /// <param name="target">T·T·3 floats.</param>
    public void View1(ReadOnlySpan<byte> photograph, ViewDraws draws, bool photometric, Span<float> target)
    {
        PhotometricSteps steps = photometric ? draws.View1.Steps(_settings.Photometric) : default;
        _photometric.Apply(photograph, steps, _photograph);
        MapPlacement placement = draws.Geometric.Place(_settings.BaseResolution, _settings.FeatureSide, _settings.Geometric);
        PhotographCrop.Apply(_photograph, _settings.BaseResolution, placement, _settings.Geometric.CropAntialias, target, _settings.Resolution);
    }

    /// <summary>Makes view 2: photometric transform on bytes, then reduced with the anti-aliased filter; bytes [T, T, 3].</summary>
    /// <param name="photograph">Base photograph, RGB bytes [S, S, 3].</param>
    /// <param name="draws">Draws of the photograph.</param>
    /// <param name="target">T·T·3 bytes.</param>
    public void View2(ReadOnlySpan<byte> photograph, ViewDraws draws, Span<byte> target)
    {
        _photometric.Apply(photograph, draws.View2.Steps(_settings.Photometric), _photograph);
        _reduction.Apply(_photograph, target);
    }
}
