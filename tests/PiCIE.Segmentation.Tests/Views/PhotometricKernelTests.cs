using PiCIE.Segmentation.Views;

namespace PiCIE.Segmentation.Tests.Views;

/// <summary>The vector kernels against the plain ones.</summary>
public sealed class PhotometricKernelTests
{
    [Theory]
    [InlineData(-0.1)]
    [InlineData(0)]
    [InlineData(0.0725)]
    public void Hue_is_equal_for_every_colour(double turns)
    {
        const int Side = 4096;
        var colours = new byte[3 * Side * Side];
        for (var i = 0; i < Side * Side; i++)
        {
            (colours[3 * i], colours[(3 * i) + 1], colours[(3 * i) + 2]) = ((byte)i, (byte)(i >> 8), (byte)(i >> 16));
        }

        RequireEqual(Side, Side, colours, new PhotometricSteps { HueShift = turns });
    }

    [Fact]
    public void Any_steps_on_any_size_are_equal()
    {
        var random = new Random(11);
        for (var round = 0; round < 60; round++)
        {
            var (width, height) = (random.Next(1, 70), random.Next(1, 70));
            var pixels = new byte[3 * width * height];
            random.NextBytes(pixels);
            RequireEqual(width, height, pixels, Steps(random));
        }
    }

    [Fact]
    public void No_step_leaves_the_photograph_as_it_is()
    {
        var pixels = new byte[3 * 20 * 20];
        new Random(2).NextBytes(pixels);
        var result = new byte[pixels.Length];
        new PhotometricTransform(20, 20).Apply(pixels, default, result);
        result.ShouldBe(pixels);
    }

    private static PhotometricSteps Steps(Random random)
    {
        double? Maybe(double low, double high) => random.Next(2) == 0 ? null : low + ((high - low) * random.NextDouble());
        return new PhotometricSteps
        {
            Brightness = Maybe(0, 2),
            Contrast = Maybe(0, 2),
            Saturation = Maybe(0, 2),
            HueShift = Maybe(-0.5, 0.5),
            Grey = random.Next(4) == 0,
            BlurSigma = Maybe(-4, 4),
        };
    }

    [Fact]
    public unsafe void Blur_by_16_bit_products_equals_the_portable_way()
    {
        Assert.SkipUnless(System.Runtime.Intrinsics.X86.Avx2.IsSupported, "the processor has no AVX2");
        var random = new Random(12);
        byte[] line = new byte[4 + 300 + 64], wide = new byte[320], portable = new byte[320];
        for (var round = 0; round < 400; round++)
        {
            random.NextBytes(line);
            var box = BoxBlur.Of(random.NextDouble() * 2)!.Value;
            box.Reach.ShouldBeLessThanOrEqualTo(BlurVectors.MaxReach);
            fixed (byte* start = line, first = wide, second = portable)
            {
                var centre = start + 2;
                BlurAvx2.Blend(centre, centre - 1, centre + 1, centre - 2, centre + 2, first, 300, box);
                BlurVectors.BlendPortable(centre, centre - 1, centre + 1, centre - 2, centre + 2, second, 300, box);
            }

            wide.ShouldBe(portable);
        }
    }

    private static void RequireEqual(int width, int height, byte[] pixels, PhotometricSteps steps)
    {
        var expected = Apply(width, height, pixels, steps, KernelWidth.Scalar);
        foreach (var kernels in (KernelWidth[])[KernelWidth.Lanes8, KernelWidth.Lanes16])
        {
            Apply(width, height, pixels, steps, kernels).AsSpan().SequenceEqual(expected).ShouldBeTrue($"{kernels}, {width}×{height}, {steps}");
        }
    }

    private static byte[] Apply(int width, int height, byte[] pixels, PhotometricSteps steps, KernelWidth kernels)
    {
        var result = new byte[pixels.Length];
        new PhotometricTransform(width, height, kernels).Apply(pixels, steps, result);
        return result;
    }
}
