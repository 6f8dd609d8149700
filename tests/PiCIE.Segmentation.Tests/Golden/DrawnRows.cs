using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Randomness;

namespace PiCIE.Segmentation.Tests.Golden;

/// <summary>Random feature rows and centroids for tests against slow plain implementations.</summary>
internal static class DrawnRows
{
    /// <summary>Normally distributed numbers.</summary>
    public static float[] Numbers(long seed, int count, double scale = 1)
    {
        CounterRandom random = new(seed, 0, 0, 0, RandomPurpose.KMeansRows);
        return [.. Enumerable.Range(0, count).Select(i => (float)(scale * Normal(random, i)))];
    }

    /// <summary>Box-Muller over two numbers of the generator.</summary>
    private static double Normal(CounterRandom random, int index) =>
        Math.Sqrt(-2 * Math.Log(1 - random.Uniform(2 * index))) * Math.Cos(2 * Math.PI * random.Uniform((2 * index) + 1));

    /// <summary>Centroids shorter than 1, as a clustering of unit vectors gives them.</summary>
    public static Centroids Centroids(long seed, int clusters, int width) => new(Numbers(seed, clusters * width, 0.7 / Math.Sqrt(width)), width);

    /// <summary>x / max(‖x‖, 1e-12), row by row, in double.</summary>
    public static double[] Unit(ReadOnlySpan<float> rows, int width)
    {
        double[] unit = new double[rows.Length];
        for (int r = 0; r < rows.Length; r += width)
        {
            double square = 0.0;
            for (int d = 0; d < width; d++)
            {
                square += (double)rows[r + d] * rows[r + d];
            }

            for (int d = 0; d < width; d++)
            {
                unit[r + d] = rows[r + d] / Math.Max(Math.Sqrt(square), 1e-12);
            }
        }

        return unit;
    }
}
