using PiCIE.Segmentation.Views;

namespace PiCIE.Segmentation.Tests.Views;

public sealed class GeometricTransformTests
{
    [Theory]
    [InlineData(16, 16, 8, false, false)]
    [InlineData(24, 16, 5, true, false)]
    [InlineData(9, 20, 37, false, true)]
    [InlineData(32, 32, 128, true, true)]
    public void The_transposed_transform_is_the_adjoint(int side, int targetSide, int channels, bool flipColumns, bool flipRows)
    {
        MapPlacement placement = new(new CropWindow(1, 2, side - 4), flipColumns, flipRows);
        float[] x = Values(side * side * channels, 1), y = Values(targetSide * targetSide * channels, 2);
        float[] forward = new float[y.Length], backward = Values(x.Length, 3);

        GeometricTransform.Apply(x, side, channels, placement, forward, targetSide);
        GeometricTransform.ApplyTransposed(y, targetSide, channels, placement, backward, side);

        Product(forward, y).ShouldBe(Product(x, backward), 1e-3);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        MapPlacement[] placements = [.. Enumerable.Range(0, 7).Select(n => new MapPlacement(new CropWindow(n, 7 - n, 9), n % 2 == 0, n % 3 == 0))];
        float[] source = Values(7 * 16 * 16 * 20, 1);
        float[] one = new float[source.Length], many = new float[source.Length], oneBack = new float[source.Length], manyBack = new float[source.Length];
        GeometricTransform.ApplyBatch(source, 16, 20, placements, one, 16);
        GeometricTransform.ApplyBatch(source, 16, 20, placements, many, 16, threads: 4);
        GeometricTransform.ApplyTransposedBatch(one, 16, 20, placements, oneBack, 16);
        GeometricTransform.ApplyTransposedBatch(one, 16, 20, placements, manyBack, 16, threads: 4);
        many.ShouldBe(one);
        manyBack.ShouldBe(oneBack);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Mirroring_twice_is_the_identity(bool columns, bool rows)
    {
        MapPlacement placement = new(new CropWindow(0, 0, 11), columns, rows);
        float[] map = Values(11 * 11 * 9, 5);
        float[] once = new float[map.Length], twice = new float[map.Length];
        GeometricTransform.Apply(map, 11, 9, placement, once, 11);
        once.ShouldNotBe(map);
        GeometricTransform.Apply(once, 11, 9, placement, twice, 11);
        twice.ShouldBe(map);
    }

    [Fact]
    public void A_window_outside_the_map_is_refused() =>
        Should.Throw<ArgumentException>(() =>
            GeometricTransform.Apply(new float[64], 8, 1, new MapPlacement(new CropWindow(4, 0, 5), false, false), new float[64], 8));

    [Theory]
    [InlineData(640, 80)]
    [InlineData(256, 32)]
    [InlineData(104, 16)]
    public void Snapped_windows_show_the_same_part_in_both_maps(int side, int featureSide)
    {
        for (int image = 0; image < 200; image++)
        {
            GeometricDraw draw = GeometricDraw.For(1, 1, image, new GeometricSettings());
            CropWindow photograph = CropWindow.Snapped(draw, side, featureSide), features = CropWindow.Independent(draw, featureSide);
            double cell = (double)side / featureSide;
            ((double)photograph.Row).ShouldBe(features.Row * cell, side % featureSide == 0 ? 0 : 0.5);
            ((double)photograph.Column).ShouldBe(features.Column * cell, side % featureSide == 0 ? 0 : 0.5);
            ((double)photograph.Side).ShouldBe(features.Side * cell, side % featureSide == 0 ? 0 : 1);
        }
    }

    private static float[] Values(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    private static double Product(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
