using PiCIE.Segmentation.Images;

namespace PiCIE.Segmentation.Tests.Images;

/// <summary>The square alone against resizing the whole image and cutting it.</summary>
public sealed class CentreSquareTests
{
    [Theory]
    [InlineData(48, 40, 32)]
    [InlineData(41, 53, 16)]
    [InlineData(640, 480, 320)]
    [InlineData(33, 200, 64)]
    [InlineData(200, 33, 33)]
    [InlineData(32, 32, 32)]
    [InlineData(1, 9, 24)]
    [InlineData(31, 30, 95)]
    public void It_has_the_bits_of_the_whole(int width, int height, int side)
    {
        byte[] pixels = new byte[3 * width * height];
        new Random(width + height).NextBytes(pixels);
        RgbImage photograph = new(width, height, pixels);
        LabelImage labels = new(width, height, [.. Enumerable.Range(0, width * height).Select(id => (ushort)id)]);
        CentreSquare.Of(photograph, side).Pixels.ShouldBe(PillowResize.CentreCrop(PillowResize.ShortSide(photograph, side), side).Pixels);
        CentreSquare.Of(labels, side).Ids.ShouldBe(PillowResize.CentreCrop(PillowResize.NearestShortSide(labels, side), side).Ids);
    }

    [Theory]
    [InlineData(1, 2000)]
    [InlineData(2000, 1)]
    [InlineData(1, 5_000_000)]
    [InlineData(5_000_000, 1)]
    public void A_strip_of_any_length_gives_its_middle_in_little_memory(int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        int middle = Math.Max(width, height) / 2;
        pixels.AsSpan(3 * (middle - 1), 6).Fill(200);
        ushort[] ids = new ushort[width * height];
        ids.AsSpan(middle - 1, 2).Fill(7);
        long before = GC.GetAllocatedBytesForCurrentThread();
        RgbImage square = CentreSquare.Of(new RgbImage(width, height, pixels), 640);
        LabelImage labels = CentreSquare.Of(new LabelImage(width, height, ids), 640);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(20_000_000);
        square.Pixels.ShouldAllBe(value => value == 200);
        labels.Ids.ShouldAllBe(id => id == 7);
    }
}
