using PiCIE.Segmentation.Views;
using PiCIE.Segmentation.Views.Kernels;
using PiCIE.Tests.Golden;

namespace PiCIE.Segmentation.Tests.Views;

/// <summary>The photometric steps against the authors' program, to the last bit, by the vector kernels and by the fallback.</summary>
public sealed class GoldenPhotometricTests
{
    [Theory]
    [InlineData(nameof(KernelWidth.Scalar))]
    [InlineData(nameof(KernelWidth.Lanes256))]
    [InlineData(nameof(KernelWidth.Lanes512))]
    public void Golden_photometric_brightness_is_equal(string kernels) =>
        Check("brightness", "factor_f64", value => new PhotometricSteps { Brightness = value }, kernels);

    [Theory]
    [InlineData(nameof(KernelWidth.Scalar))]
    [InlineData(nameof(KernelWidth.Lanes256))]
    [InlineData(nameof(KernelWidth.Lanes512))]
    public void Golden_photometric_contrast_is_equal(string kernels) =>
        Check("contrast", "factor_f64", value => new PhotometricSteps { Contrast = value }, kernels);

    [Theory]
    [InlineData(nameof(KernelWidth.Scalar))]
    [InlineData(nameof(KernelWidth.Lanes256))]
    [InlineData(nameof(KernelWidth.Lanes512))]
    public void Golden_photometric_saturation_is_equal(string kernels) =>
        Check("saturation", "factor_f64", value => new PhotometricSteps { Saturation = value }, kernels);

    [Theory]
    [InlineData(nameof(KernelWidth.Scalar))]
    [InlineData(nameof(KernelWidth.Lanes256))]
    [InlineData(nameof(KernelWidth.Lanes512))]
    public void Golden_photometric_hue_is_equal(string kernels) =>
        Check("hue", "hue_f64", value => new PhotometricSteps { HueShift = value }, kernels);

    [Theory]
    [InlineData(nameof(KernelWidth.Scalar))]
    [InlineData(nameof(KernelWidth.Lanes256))]
    [InlineData(nameof(KernelWidth.Lanes512))]
    public void Golden_photometric_blur_is_equal(string kernels) =>
        Check("blur", "blur_radius_f64", value => new PhotometricSteps { BlurSigma = value }, kernels);

    [Theory]
    [InlineData(nameof(KernelWidth.Scalar))]
    [InlineData(nameof(KernelWidth.Lanes256))]
    [InlineData(nameof(KernelWidth.Lanes512))]
    public void Golden_photometric_grey_is_equal(string kernels)
    {
        GoldenFile golden = GoldenFile.Open("photometric");
        Compare(golden, golden.Bytes("gray"), new PhotometricSteps { Grey = true }, kernels, "grey");
    }

    [Fact]
    public void Golden_photometric_radius_comes_from_the_number_that_decides()
    {
        GoldenFile golden = GoldenFile.Open("photometric");
        (double[]? numbers, double[]? radii) = (golden.Float64("blur_p_f64"), golden.Float64("blur_radius_f64"));
        PhotometricSettings settings = new() { BlurProbability = 1 };
        for (int i = 0; i < numbers.Length; i++)
        {
            new PhotometricDraw { BlurP = numbers[i] }.Steps(settings).BlurSigma!.Value.ShouldBe(radii[i], 1e-12);
        }
    }

    [Theory]
    [InlineData(nameof(KernelWidth.Scalar))]
    [InlineData(nameof(KernelWidth.Lanes256))]
    [InlineData(nameof(KernelWidth.Lanes512))]
    public void Golden_photometric_chain_is_equal(string kernels)
    {
        GoldenFile golden = GoldenFile.Open("photometric");
        long[] shape = golden.Shape("chain_input_u8");
        (int count, int height, int width) = ((int)shape[0], (int)shape[1], (int)shape[2]);
        (byte[]? input, byte[]? expected) = (golden.Bytes("chain_input_u8"), golden.Bytes("chain_out_u8"));
        PhotometricTransform transform = new(width, height, Enum.Parse<KernelWidth>(kernels));
        int length = 3 * width * height;
        for (int view = 0; view < 2; view++)
        {
            for (int image = 0; image < count; image++)
            {
                byte[] actual = new byte[length];
                transform.Apply(input.AsSpan(image * length, length), Draw(golden, view, image).Steps(new PhotometricSettings()), actual);
                Differences(actual, expected.AsSpan(((view * count) + image) * length, length)).ShouldBe(0, $"view {view}, image {image}");
            }
        }
    }

    [Fact]
    public void Golden_photometric_normalised_tensor_agrees()
    {
        GoldenFile golden = GoldenFile.Open("photometric");
        long[] shape = golden.Shape("chain_out_norm_v0_img0");
        (int height, int width) = ((int)shape[1], (int)shape[2]);
        float[] actual = new float[3 * height * width];
        Normalisation.Apply(golden.Bytes("chain_out_u8").AsSpan(0, actual.Length), actual);
        Maps.ToChannelsFirst(actual, height, width, 3).ShouldBeWithin(golden.Float32("chain_out_norm_v0_img0"), 5e-7f);
    }

    private static PhotometricDraw Draw(GoldenFile golden, int view, int image)
    {
        double Number(string name) => golden.Float64($"chain_v{view}_{name}_f64")[image];
        return new PhotometricDraw
        {
            BrightnessP = Number("brightness_p"),
            BrightnessFactor = Number("brightness_r"),
            ContrastP = Number("contrast_p"),
            ContrastFactor = Number("contrast_r"),
            SaturationP = Number("saturation_p"),
            SaturationFactor = Number("saturation_r"),
            HueP = Number("hue_p"),
            HueShift = Number("hue_r"),
            BlurP = Number("blur_p"),
        };
    }

    private static void Check(string tensor, string values, Func<double, PhotometricSteps> steps, string kernels)
    {
        GoldenFile golden = GoldenFile.Open("photometric");
        byte[] expected = golden.Bytes(tensor);
        double[] numbers = golden.Float64(values);
        int length = expected.Length / numbers.Length;
        for (int i = 0; i < numbers.Length; i++)
        {
            Compare(golden, expected.AsSpan(i * length, length), steps(numbers[i]), kernels, $"{tensor} {numbers[i]}");
        }
    }

    private static void Compare(GoldenFile golden, ReadOnlySpan<byte> expected, PhotometricSteps steps, string kernels, string what)
    {
        long[] shape = golden.Shape("input_u8");
        (int count, int height, int width) = ((int)shape[0], (int)shape[1], (int)shape[2]);
        byte[] input = golden.Bytes("input_u8");
        PhotometricTransform transform = new(width, height, Enum.Parse<KernelWidth>(kernels));
        int length = 3 * width * height;
        for (int image = 0; image < count; image++)
        {
            byte[] actual = new byte[length];
            transform.Apply(input.AsSpan(image * length, length), steps, actual);
            Differences(actual, expected.Slice(image * length, length)).ShouldBe(0, $"{what}, image {image}");
        }
    }

    private static int Differences(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> expected)
    {
        int count = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            count += actual[i] == expected[i] ? 0 : 1;
        }

        return count;
    }
}
