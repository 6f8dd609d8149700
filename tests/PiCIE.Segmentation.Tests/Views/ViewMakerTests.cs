using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.Packs;
using PiCIE.Segmentation.Randomness;
using PiCIE.Segmentation.Views;
using PiCIE.Segmentation.Views.Kernels;

namespace PiCIE.Segmentation.Tests.Views;

public sealed class ViewMakerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("picie-views-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(64, 32)]
    [InlineData(96, 64)]
    [InlineData(48, 48)]
    public void View_1_is_the_normalised_photograph_cut_and_resized(int side, int targetSide)
    {
        ViewSettings settings = new(side, targetSide) { Geometric = new GeometricSettings { VerticalFlip = true } };
        for (int image = 0; image < 12; image++)
        {
            byte[] photograph = Photograph(side, image);
            ViewDraws draws = ViewDraws.For(3, 1, image, settings);
            float[] actual = new float[3 * targetSide * targetSide];
            new ViewMaker(settings).View1(photograph, draws, photometric: true, actual);

            byte[] transformed = new byte[photograph.Length];
            new PhotometricTransform(side, side, KernelWidth.Scalar).Apply(photograph, draws.View1.Steps(settings.Photometric), transformed);
            float[] normalised = new float[photograph.Length];
            Normalisation.Apply(transformed, normalised);
            float[] expected = new float[actual.Length];
            GeometricTransform.Apply(normalised, side, 3, draws.Geometric.Place(side, settings.FeatureSide, settings.Geometric), expected, targetSide);
            actual.ShouldBeWithin(expected, 3e-6f, $"image {image}");
        }
    }

    [Fact]
    public void Without_the_photometric_transform_view_1_is_the_cut_alone()
    {
        ViewSettings settings = new(64, 32) { Geometric = new GeometricSettings { Crop = false, HorizontalFlip = false } };
        byte[] photograph = Photograph(64, 1);
        float[] actual = new float[3 * 32 * 32], other = new float[3 * 32 * 32];
        new ViewMaker(settings).View1(photograph, ViewDraws.For(1, 1, 1, settings), photometric: false, actual);
        new ViewMaker(settings).View1(photograph, ViewDraws.For(9, 4, 7, settings), photometric: false, other);
        other.ShouldBe(actual);
    }

    [Theory]
    [InlineData(64, 32)]
    [InlineData(90, 36)]
    public void View_2_is_reduced_as_Pillow_reduces(int side, int targetSide)
    {
        ViewSettings settings = new(side, targetSide);
        for (int image = 0; image < 12; image++)
        {
            byte[] photograph = Photograph(side, image);
            ViewDraws draws = ViewDraws.For(3, 1, image, settings);
            byte[] actual = new byte[3 * targetSide * targetSide];
            new ViewMaker(settings).View2(photograph, draws, actual);

            byte[] transformed = new byte[photograph.Length];
            new PhotometricTransform(side, side, KernelWidth.Scalar).Apply(photograph, draws.View2.Steps(settings.Photometric), transformed);
            PillowResize.Bilinear(new RgbImage(side, side, transformed), targetSide, targetSide).Pixels.ShouldBe(actual, $"image {image}");
        }
    }

    [Fact]
    public void An_anti_aliased_crop_of_the_whole_photograph_is_the_reduction_of_view_2()
    {
        ViewSettings settings = new(64, 32) { Geometric = new GeometricSettings { Crop = false, HorizontalFlip = false, CropAntialias = true } };
        byte[] photograph = Photograph(64, 4);
        float[] view = new float[3 * 32 * 32];
        new ViewMaker(settings).View1(photograph, ViewDraws.For(1, 1, 1, settings), photometric: false, view);
        float[] expected = new float[view.Length];
        Normalisation.Apply(PillowResize.Bilinear(new RgbImage(64, 64, photograph), 32, 32).Pixels, expected);
        view.ShouldBeWithin(expected, 1.1f / 255 / 0.22f);
    }

    [Fact]
    public void Views_of_an_epoch_depend_neither_on_threads_nor_on_the_order()
    {
        ViewSettings settings = new(64, 32);
        string path = Path.Combine(_folder, "base.pack");
        using (PackWriter writer = new(path, PackFormat.Photographs(PackKind.Base, 64)))
        {
            for (int image = 0; image < 9; image++)
            {
                writer.Add($"p{image}", Photograph(64, image));
            }

            writer.Complete();
        }

        using PackReader pack = PackReader.Open(path);
        const int Length = 3 * 32 * 32;
        int[] order = EpochOrder.Permutation(5, 2, 9);
        float[] shuffled = new float[9 * Length], single = new float[Length];
        byte[] shuffledBytes = new byte[9 * Length], singleBytes = new byte[Length];
        new EpochViews(pack, settings, 5, 2, threads: 3).View1(order, true, shuffled);
        new EpochViews(pack, settings, 5, 2, threads: 3).View2(order, shuffledBytes);
        for (int place = 0; place < order.Length; place++)
        {
            new EpochViews(pack, settings, 5, 2, threads: 1).View1([order[place]], true, single);
            new EpochViews(pack, settings, 5, 2, threads: 1).View2([order[place]], singleBytes);
            shuffled.AsSpan(place * Length, Length).SequenceEqual(single).ShouldBeTrue();
            shuffledBytes.AsSpan(place * Length, Length).SequenceEqual(singleBytes).ShouldBeTrue();
        }
    }

    [Fact]
    public void Views_of_a_second_batch_are_made_in_the_memory_of_the_first()
    {
        const int Side = 256;
        ViewSettings settings = new(Side, Side / 2);
        string path = Path.Combine(_folder, "large.pack");
        using (PackWriter writer = new(path, PackFormat.Photographs(PackKind.Base, Side)))
        {
            writer.Add("p", Photograph(Side, 1));
            writer.Complete();
        }

        using PackReader pack = PackReader.Open(path);
        EpochViews views = new(pack, settings, 5, 2, threads: 1);
        float[] view = new float[3 * Side * Side / 4];
        views.View1([0], photometric: true, view);
        long before = GC.GetAllocatedBytesForCurrentThread();
        views.View1([0], photometric: true, view);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200_000);
    }

    [Fact]
    public void Normalising_by_vectors_equals_the_plain_way()
    {
        byte[] bytes = new byte[3 * 77];
        new Random(6).NextBytes(bytes);
        float[] actual = new float[bytes.Length], expected = new float[bytes.Length];
        Normalisation.Apply(bytes, actual);
        unsafe
        {
            fixed (byte* from = bytes)
            fixed (float* to = expected)
            {
                Normalisation.Scalars(from, to, 0, bytes.Length);
            }
        }

        actual.ShouldBe(expected);
    }

    private static byte[] Photograph(int side, int seed)
    {
        byte[] pixels = new byte[3 * side * side];
        new Random(seed).NextBytes(pixels);
        return pixels;
    }
}
