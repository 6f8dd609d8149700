using PiCIE.Segmentation.Clustering;

namespace PiCIE.Segmentation.Tests.Golden;

/// <summary>Between [N, C, H, W] of the golden files and the rows of pixels that the kernels work on.</summary>
internal static class PixelOrder
{
    /// <summary>[N, C, H·W] to [N·H·W, C].</summary>
    public static float[] Rows(ReadOnlySpan<float> maps, int count, int channels)
    {
        int pixels = maps.Length / count / channels;
        float[] rows = new float[maps.Length];
        for (int n = 0; n < count; n++)
        {
            for (int c = 0; c < channels; c++)
            {
                for (int p = 0; p < pixels; p++)
                {
                    rows[(((n * pixels) + p) * channels) + c] = maps[(((n * channels) + c) * pixels) + p];
                }
            }
        }

        return rows;
    }

    /// <summary>The rows of maps as a matrix.</summary>
    public static PixelRows Matrix(ReadOnlySpan<float> maps, int count, int channels) =>
        PixelRows.From(Rows(maps, count, channels), channels);

    /// <summary>Label numbers as the kernels take them.</summary>
    public static int[] Labels(IEnumerable<long> labels) => [.. labels.Select(label => checked((int)label))];
}
