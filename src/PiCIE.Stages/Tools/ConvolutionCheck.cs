using PiCIE.Segmentation.Native;
using TorchSharp;

namespace PiCIE.Stages.Tools;

/// <summary>
/// Compares convolutions of the tensor library with plain sums. On a processor that describes itself wrongly the library may give wrong
/// features without a word, and every figure after it is wrong too.
/// </summary>
internal static class ConvolutionCheck
{
    private const double Allowed = 1e-3;

    /// <summary>More than one: some faulty kernels are chosen for batches alone.</summary>
    private const int Photographs = 2;

    /// <summary>Shapes of the networks: channels in and out, side of the maps, side of the kernel, stride.</summary>
    private static readonly Shape[] Shapes =
    [
        new(64, 64, 16, 3, 1), new(64, 128, 16, 3, 2), new(128, 128, 8, 3, 1), new(256, 256, 4, 3, 1), new(512, 512, 2, 3, 1), new(64, 128, 16, 1, 2), new(64, 128, 16, 1, 1),
        new(128, 128, 8, 1, 1), new(512, 128, 2, 1, 1), new(256, 1024, 4, 1, 1),
    ];

    /// <summary>Compares convolutions of the shapes that the networks have.</summary>
    /// <returns>What was compared, for people.</returns>
    /// <exception cref="InvalidDataException">A convolution is wrong; the sentence says how far and what helps.</exception>
    public static string Run() => Run((pixels, filters, stride) => torch.nn.functional.conv2d(
        pixels, filters, strides: [stride, stride], padding: [filters.shape[2] / 2, filters.shape[3] / 2]));

    /// <summary>Compares the convolutions that a function computes.</summary>
    /// <param name="convolve">Convolves pixels [N, C, H, W] with filters [K, C, k, k] at a stride, padded by k / 2.</param>
    internal static string Run(Func<torch.Tensor, torch.Tensor, int, torch.Tensor> convolve)
    {
        (Shape shape, double worst) = Shapes.Select(shape => (shape, Difference(shape, convolve))).MaxBy(pair => pair.Item2);
        if (!(worst <= Allowed))
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"a convolution ({shape}) differs by {worst:0.0000} from the plain sum, allowed is {Allowed}: figures of this machine are wrong. Set ONEDNN_MAX_CPU_ISA=AVX and try again."));
        }

        return TorchRuntime.ConvolutionsAreLimited
            ? "they equal plain sums; this processor hides its caches, so they are limited to AVX and take about twice as long"
            : "they equal plain sums";
    }

    private static double Difference(Shape shape, Func<torch.Tensor, torch.Tensor, int, torch.Tensor> convolve)
    {
        (int inside, int outside, int side, int kernel, int stride) = shape;
        Random random = new(kernel);
        float[] image = Numbers(random, Photographs * inside * side * side), weights = Numbers(random, outside * inside * kernel * kernel);
        using DisposeScope scope = torch.NewDisposeScope();

        // Channels last, as the networks lay their photographs and maps.
        torch.Tensor pixels = torch.tensor(image, [Photographs, inside, side, side]).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        torch.Tensor filters = torch.tensor(weights, [outside, inside, kernel, kernel]).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        torch.Tensor given = convolve(pixels, filters, stride);
        int columns = (int)given.shape[3];
        float[] computed = [.. given.contiguous().data<float>()];
        double worst = 0;
        for (int at = 0; at < computed.Length; at++)
        {
            (int map, int pixel) = (at / (columns * columns), at % (columns * columns));
            ReadOnlySpan<float> photograph = image.AsSpan(map / outside * inside * side * side);
            double difference = Math.Abs(computed[at] - Sum(photograph, weights, shape, map % outside, pixel / columns * stride, pixel % columns * stride));
            worst = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(worst, difference);
        }

        return worst;
    }

    private static double Sum(ReadOnlySpan<float> image, float[] weights, Shape shape, int channel, int y, int x)
    {
        (int inside, _, int side, int kernel, _) = shape;
        double sum = 0;
        for (int from = 0; from < inside; from++)
        {
            for (int offset = 0; offset < kernel * kernel; offset++)
            {
                (int row, int column) = (y + (offset / kernel) - (kernel / 2), x + (offset % kernel) - (kernel / 2));
                if (row >= 0 && row < side && column >= 0 && column < side)
                {
                    sum += image[(((from * side) + row) * side) + column] * (double)weights[(((channel * inside) + from) * kernel * kernel) + offset];
                }
            }
        }

        return sum;
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];

    /// <summary>The shape of one convolution.</summary>
    private sealed record Shape(int In, int Out, int Side, int Kernel, int Stride)
    {
        public override string ToString() => $"{In} to {Out} channels, {Side} x {Side}, kernel {Kernel}, stride {Stride}";
    }
}
