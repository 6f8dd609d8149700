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

    private static void RequireEqual(int width, int height, byte[] pixels, PhotometricSteps steps)
    {
        byte[] vectors = new byte[pixels.Length], scalars = new byte[pixels.Length];
        new PhotometricTransform(width, height, vectors: true).Apply(pixels, steps, vectors);
        new PhotometricTransform(width, height, vectors: false).Apply(pixels, steps, scalars);
        vectors.AsSpan().SequenceEqual(scalars).ShouldBeTrue($"{width}×{height}, {steps}");
    }
}
