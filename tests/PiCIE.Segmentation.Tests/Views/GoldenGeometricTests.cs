using PiCIE.Segmentation.Views;
using PiCIE.Tests.Golden;

namespace PiCIE.Segmentation.Tests.Views;

/// <summary>Crops and flips against the authors' program.</summary>
public sealed class GoldenGeometricTests
{
    private static readonly GeometricSettings CropOnly = new() { HorizontalFlip = false };

    [Theory]
    [InlineData("image", "image_window_row_col_side")]
    [InlineData("feat", "feat_window_row_col_side")]
    public void Golden_geometric_windows_are_equal(string map, string windows)
    {
        GoldenFile golden = GoldenFile.Open("geometric");
        (int side, long[]? expected) = ((int)golden.Shape(map)[2], golden.Int64(windows));
        for (int image = 0; image < golden.Shape(map)[0]; image++)
        {
            CropWindow window = CropWindow.Independent(Draw(golden, image), side);
            new long[] { window.Row, window.Column, window.Side }.ShouldBe(expected[(image * 3)..((image * 3) + 3)], $"image {image}");
        }
    }

    [Theory]
    [InlineData("image", "image_crop", 1e-6f)]
    [InlineData("feat", "feat_crop", 1e-6f)]
    public void Golden_geometric_crops_agree(string map, string result, float tolerance) => Check(map, result, CropOnly, tolerance);

    [Fact]
    public void Golden_geometric_horizontal_flips_are_equal() => Check("feat", "feat_hflip", new GeometricSettings { Crop = false }, 0);

    [Fact]
    public void Golden_geometric_vertical_flips_are_equal() =>
        Check("feat", "feat_vflip", new GeometricSettings { Crop = false, HorizontalFlip = false, VerticalFlip = true }, 0);

    [Fact]
    public void Golden_geometric_all_steps_agree() => Check("feat", "feat_all", new GeometricSettings { VerticalFlip = true }, 1e-6f);

    [Fact]
    public void Golden_geometric_parameters_follow_the_photograph_not_the_place_in_the_batch()
    {
        GoldenFile golden = GoldenFile.Open("geometric");
        int[] images = [.. golden.Int64("subset_indice").Select(index => (int)index)];
        float[] features = golden.Float32("feat");
        int length = features.Length / (int)golden.Shape("feat")[0];
        float[] batch = [.. images.SelectMany(image => features[(image * length)..((image + 1) * length)])];
        Check(golden, batch, "feat", "subset_feat_all", images, new GeometricSettings { VerticalFlip = true }, 1e-6f);
    }

    private static void Check(string map, string result, GeometricSettings settings, float tolerance)
    {
        GoldenFile golden = GoldenFile.Open("geometric");
        int[] images = [.. Enumerable.Range(0, (int)golden.Shape(map)[0])];
        Check(golden, golden.Float32(map), map, result, images, settings, tolerance);
    }

    private static void Check(
        GoldenFile golden, float[] maps, string map, string result, int[] images, GeometricSettings settings, float tolerance)
    {
        (int channels, int side, int targetSide) = ((int)golden.Shape(map)[1], (int)golden.Shape(map)[2], (int)golden.Shape(result)[2]);
        float[] expected = golden.Float32(result);
        int length = channels * side * side, targetLength = channels * targetSide * targetSide;
        float[] source = [.. images.Select((_, n) => n).SelectMany(n => Maps.ToChannelsLast(maps.AsSpan(n * length, length), side, side, channels))];
        float[] target = new float[images.Length * targetLength];
        MapPlacement[] placements = [.. images.Select(image => Draw(golden, image).Place(side, side, settings))];

        GeometricTransform.ApplyBatch(source, side, channels, placements, target, targetSide, threads: 2);

        for (int n = 0; n < images.Length; n++)
        {
            Maps.ToChannelsFirst(target.AsSpan(n * targetLength, targetLength), targetSide, targetSide, channels)
                .ShouldBeWithin(expected.AsSpan(n * targetLength, targetLength), tolerance, $"batch row {n}");
        }
    }

    private static GeometricDraw Draw(GoldenFile golden, int image)
    {
        double[] position = golden.Float64("rcrop_f64");
        return new GeometricDraw(
            golden.Float64("hflip_p_f64")[image], golden.Float64("vflip_p_f64")[image], golden.Float64("rscale_f64")[image],
            position[2 * image], position[(2 * image) + 1]);
    }
}
