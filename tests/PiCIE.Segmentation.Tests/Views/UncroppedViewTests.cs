using PiCIE.Segmentation.Tests.Golden;
using PiCIE.Segmentation.Views;

namespace PiCIE.Segmentation.Tests.Views;

/// <summary>Without a crop both views show the whole photograph, so that the same feature cell is the same spot (science.md 1.3.3 and 1.5, row 26).</summary>
public sealed class UncroppedViewTests
{
    private const int Resolution = 32;

    [Theory]
    [InlineData(32, false, 1e-5)]
    [InlineData(32, true, 1e-5)]
    [InlineData(64, true, 0.02)]
    [InlineData(72, true, 0.02)]
    public void Both_views_are_the_whole_photograph(int baseResolution, bool antialias, double tolerance)
    {
        ViewSettings settings = new(baseResolution, Resolution)
        {
            Photometric = new PhotometricSettings { Probability = 0, BlurProbability = 0 },
            Geometric = new GeometricSettings { Crop = false, HorizontalFlip = false, CropAntialias = antialias },
        };
        byte[] photograph = new byte[3 * baseResolution * baseResolution];
        new Random(3).NextBytes(photograph);
        ViewDraws draws = ViewDraws.For(1, 0, 0, settings);
        ViewMaker maker = new(settings);
        float[] view1 = new float[3 * Resolution * Resolution];
        maker.View1(photograph, draws, photometric: true, view1);
        byte[] bytes = new byte[view1.Length];
        maker.View2(photograph, draws, bytes);
        float[] view2 = new float[view1.Length];
        Normalisation.Apply(bytes, view2);

        Near.Absolute(view1, view2, tolerance, "view 1 and view 2");
        draws.Geometric.Place(settings.FeatureSide, settings.FeatureSide, settings.Geometric)
            .ShouldBe(new MapPlacement(new CropWindow(0, 0, settings.FeatureSide), false, false));
    }

    [Theory]
    [InlineData(CropRounding.Snapped)]
    [InlineData(CropRounding.Independent)]
    public void Snapped_windows_lie_on_the_feature_grid_of_the_photograph(CropRounding rounding)
    {
        ViewSettings settings = new(640, 320) { Geometric = new GeometricSettings { CropRounding = rounding } };
        bool onGrid = Enumerable.Range(0, 50).Select(image => ViewDraws.For(1, 0, image, settings).Geometric).All(draw =>
        {
            CropWindow photograph = draw.Place(640, settings.FeatureSide, settings.Geometric).Window;
            CropWindow map = draw.Place(settings.FeatureSide, settings.FeatureSide, settings.Geometric).Window;
            return photograph == new CropWindow(8 * map.Row, 8 * map.Column, 8 * map.Side);
        });
        onGrid.ShouldBe(rounding == CropRounding.Snapped);
    }
}
