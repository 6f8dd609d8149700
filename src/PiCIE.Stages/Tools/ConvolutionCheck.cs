using PiCIE.Segmentation.Native;
using TorchSharp;

namespace PiCIE.Stages.Tools;

/// <summary>
/// Compares convolutions of the tensor library with plain sums. On a processor that describes itself wrongly the library may give wrong
/// features without a word, and every figure after it is wrong too.
/// </summary>
internal static class ConvolutionCheck
{
    private const int Side = 14;
    private const int In = 64;
    private const int Out = 128;
    private const double Allowed = 1e-3;

    /// <summary>Compares kernels of one and of three pixels.</summary>
    /// <returns>What was compared, for people.</returns>
    /// <exception cref="InvalidDataException">A convolution is wrong; the sentence says how far and what helps.</exception>
    public static string Run()
    {
        double worst = new[] { 1, 3 }.Max(Difference);
        if (worst > Allowed)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"a convolution differs by {worst:0.0000} from the plain sum (allowed is {Allowed}): figures of this machine are wrong. Set ONEDNN_MAX_CPU_ISA=AVX and try again."));
        }

        return TorchRuntime.ConvolutionsAreLimited
            ? "convolutions equal plain sums; this processor hides its caches, so they are limited to AVX and take about twice as long"
            : "convolutions equal plain sums";
    }

    /// <summary>Computes the largest difference from the plain sum, for a kernel of some pixels.</summary>
    private static double Difference(int kernel)
    {
        Random random = new(kernel);
        float[] image = Numbers(random, In * Side * Side), weights = Numbers(random, Out * In * kernel * kernel);
        using DisposeScope scope = torch.NewDisposeScope();

        // Channels last, as the networks lay their photographs and maps.
        torch.Tensor pixels = torch.tensor(image, [1, In, Side, Side]).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        torch.Tensor filters = torch.tensor(weights, [Out, In, kernel, kernel]).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        torch.Tensor given = torch.nn.functional.conv2d(pixels, filters, padding: [kernel / 2, kernel / 2]);
        float[] computed = [.. given.contiguous().data<float>()];
        double worst = 0;
        for (int channel = 0; channel < Out; channel++)
        {
            for (int pixel = 0; pixel < Side * Side; pixel++)
            {
                worst = Math.Max(worst, Math.Abs(computed[(channel * Side * Side) + pixel] - Sum(image, weights, kernel, channel, pixel)));
            }
        }

        return worst;
    }

    private static double Sum(float[] image, float[] weights, int kernel, int channel, int pixel)
    {
        (int y, int x) = (pixel / Side, pixel % Side);
        double sum = 0;
        for (int from = 0; from < In; from++)
        {
            for (int offset = 0; offset < kernel * kernel; offset++)
            {
                (int row, int column) = (y + (offset / kernel) - (kernel / 2), x + (offset % kernel) - (kernel / 2));
                if (row is >= 0 and < Side && column is >= 0 and < Side)
                {
                    sum += image[(((from * Side) + row) * Side) + column] * (double)weights[(((channel * In) + from) * kernel * kernel) + offset];
                }
            }
        }

        return sum;
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
