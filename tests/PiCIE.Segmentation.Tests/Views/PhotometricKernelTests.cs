using PiCIE.Segmentation.Views;
using PiCIE.Segmentation.Views.Kernels;

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
        byte[] colours = new byte[3 * Side * Side];
        for (int i = 0; i < Side * Side; i++)
        {
            (colours[3 * i], colours[(3 * i) + 1], colours[(3 * i) + 2]) = ((byte)i, (byte)(i >> 8), (byte)(i >> 16));
        }

        RequireEqual(Side, Side, colours, new PhotometricSteps { HueShift = turns });
    }

    [Fact]
    public void Any_steps_on_any_size_are_equal()
    {
        Random random = new(11);
        for (int round = 0; round < 60; round++)
        {
            (int width, int height) = (random.Next(1, 70), random.Next(1, 70));
            byte[] pixels = new byte[3 * width * height];
            random.NextBytes(pixels);
            RequireEqual(width, height, pixels, Steps(random));
        }
    }

    [Fact]
    public void No_step_leaves_the_photograph_as_it_is()
    {
        byte[] pixels = new byte[3 * 20 * 20];
        new Random(2).NextBytes(pixels);
        byte[] result = new byte[pixels.Length];
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
        Random random = new(12);
        byte[] line = new byte[4 + 300 + 64], wide = new byte[320], portable = new byte[320];
        for (int round = 0; round < 400; round++)
        {
            random.NextBytes(line);
            BoxBlur box = BoxBlur.Of(random.NextDouble() * 2)!.Value;
            box.Reach.ShouldBeLessThanOrEqualTo(BlurVectors.MaxReach);
            fixed (byte* start = line, first = wide, second = portable)
            {
                byte* centre = start + 2;
                BlurAvx2.Blend(centre, centre - 1, centre + 1, centre - 2, centre + 2, first, 300, box);
                BlurVectors.BlendPortable(centre, centre - 1, centre + 1, centre - 2, centre + 2, second, 300, box);
            }

            wide.ShouldBe(portable);
        }
    }

    private static void RequireEqual(int width, int height, byte[] pixels, PhotometricSteps steps)
    {
        byte[] expected = Apply(width, height, pixels, steps, KernelWidth.Scalar);
        foreach (KernelWidth kernels in (KernelWidth[])[KernelWidth.Lanes256, KernelWidth.Lanes512])
        {
            Apply(width, height, pixels, steps, kernels).AsSpan().SequenceEqual(expected).ShouldBeTrue($"{kernels}, {width}×{height}, {steps}");
        }
    }

    private static byte[] Apply(int width, int height, byte[] pixels, PhotometricSteps steps, KernelWidth kernels)
    {
        byte[] result = new byte[pixels.Length];
        new PhotometricTransform(width, height, kernels).Apply(pixels, steps, result);
        return result;
    }
}
