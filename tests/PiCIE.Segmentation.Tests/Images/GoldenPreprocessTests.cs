using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.Tests.Views;
using PiCIE.Segmentation.Views;
using PiCIE.Tests.Golden;

namespace PiCIE.Segmentation.Tests.Images;

/// <summary>Preprocessing against the authors' loaders.</summary>
public sealed class GoldenPreprocessTests
{
    [Fact]
    public void Golden_preprocess_photographs_are_equal() => ForEach((golden, image, index) =>
    {
        byte[] expected = golden.Bytes($"eval_image{index}_u8");
        Square(image, Side(golden, $"eval_image{index}_u8")).Pixels.ShouldBe(expected, $"image {index}");
    });

    [Fact]
    public void Golden_preprocess_normalised_photographs_agree()
    {
        GoldenFile golden = GoldenFile.Open("preprocess");
        string[] names = [.. golden.Names.Where(name => name.StartsWith("eval_image", StringComparison.Ordinal) && name.EndsWith("_norm", StringComparison.Ordinal))];
        names.ShouldNotBeEmpty();
        foreach (string name in names)
        {
            int side = (int)golden.Shape(name)[1];
            float[] values = new float[3 * side * side];
            Normalisation.Apply(golden.Bytes(name.Replace("_norm", "_u8", StringComparison.Ordinal)), values);
            Maps.ToChannelsFirst(values, side, side, 3).ShouldBeWithin(golden.Float32(name), 5e-7f, name);
        }
    }

    [Fact]
    public void Golden_preprocess_labels_are_equal() => ForEach((golden, image, index) =>
    {
        long[] shape = golden.Shape($"label{index}");
        LabelImage labels = new((int)shape[1], (int)shape[0], [.. golden.Bytes($"label{index}").Select(id => (ushort)id)]);
        int side = Side(golden, $"eval_label{index}");
        LabelImage square = PillowResize.CentreCrop(PillowResize.NearestShortSide(labels, side), side);
        square.Ids.Select(id => id == 255 ? -1L : id).ShouldBe(golden.Int64($"eval_label{index}"), $"label {index}");
    });

    [Fact]
    public void Golden_preprocess_base_photographs_are_equal() => ForEach((golden, image, index) =>
    {
        string name = Named(golden, "base", index);
        Square(image, Side(golden, name)).Pixels.ShouldBe(golden.Bytes(name), name);
    });

    [Fact]
    public void Golden_preprocess_second_views_are_equal() => ForEach((golden, image, index) =>
    {
        (string? from, string? to) = (Named(golden, "base", index), Named(golden, "view2_", index));
        (int side, int targetSide) = (Side(golden, from), Side(golden, to));
        PillowResize.Bilinear(new RgbImage(side, side, golden.Bytes(from)), targetSide, targetSide).Pixels.ShouldBe(golden.Bytes(to), to);
        byte[] view = new byte[3 * targetSide * targetSide];
        new ImageReduction(side, targetSide).Apply(golden.Bytes(from), view);
        view.ShouldBe(golden.Bytes(to), to);
    });

    private static string Named(GoldenFile golden, string prefix, int index) => golden.Names.Single(name =>
        name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith($"_{index}_u8", StringComparison.Ordinal));

    private static int Side(GoldenFile golden, string name) => (int)golden.Shape(name)[0];

    private static RgbImage Square(RgbImage image, int side) => PillowResize.CentreCrop(PillowResize.ShortSide(image, side), side);

    private static void ForEach(Action<GoldenFile, RgbImage, int> check)
    {
        GoldenFile golden = GoldenFile.Open("preprocess");
        long count = golden.Shape("sizes_h_w")[0];
        for (int index = 0; index < count; index++)
        {
            long[] shape = golden.Shape($"image{index}");
            check(golden, new RgbImage((int)shape[1], (int)shape[0], golden.Bytes($"image{index}")), index);
        }
    }
}
