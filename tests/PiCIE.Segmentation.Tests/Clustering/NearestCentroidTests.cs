using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Tests.Golden;

namespace PiCIE.Segmentation.Tests.Clustering;

/// <summary>The assignment kernel against a slow one in double.</summary>
public sealed unsafe class NearestCentroidTests
{
    [Theory]
    [InlineData(27, 128, 333, true, false)]
    [InlineData(27, 128, 333, false, false)]
    [InlineData(5, 21, 67, true, false)]
    [InlineData(16, 16, 9000, true, false)]
    [InlineData(33, 7, 1, true, false)]
    [InlineData(27, 128, 333, true, true)]
    [InlineData(5, 21, 67, false, true)]
    public void Rows_go_to_the_centroid_at_the_smallest_distance(int clusters, int width, int count, bool normalise, bool wide)
    {
        Centroids centroids = DrawnRows.Centroids(1, clusters, width);
        float[] rows = DrawnRows.Numbers(2, count * width);
        rows.AsSpan(0, width).Clear();
        int[] labels = new int[count];
        using NearestCentroid nearest = new(centroids, wide);
        ClusterSums sums;
        fixed (float* start = rows)
        {
            fixed (int* to = labels)
            {
                sums = nearest.Assign(start, count, normalise, to);
            }
        }

        double[] points = normalise ? DrawnRows.Unit(rows, width) : [.. rows.Select(x => (double)x)];
        (double total, long[]? counts, double[]? means) = (0.0, new long[clusters], new double[clusters * width]);
        for (int r = 0; r < count; r++)
        {
            double[] point = points.AsSpan(r * width, width).ToArray();
            double[] distances = Enumerable.Range(0, clusters).Select(k => Distance(point, centroids[k])).ToArray();
            distances[labels[r]].ShouldBe(distances.Min(), 1e-5 * (1 + distances.Min()), $"row {r}");
            total += distances[labels[r]];
            counts[labels[r]]++;
            for (int d = 0; d < width; d++)
            {
                means[(labels[r] * width) + d] += point[d];
            }
        }

        sums.Counts.ShouldBe(counts);
        sums.Total.ShouldBe(count);
        sums.SquaredDistance.ShouldBe(total, 1e-5 * total);
        float[] mean = new float[width];
        for (int k = 0; k < clusters; k++)
        {
            sums.Mean(k, mean);
            Near.Absolute(mean, [.. means.Skip(k * width).Take(width).Select(x => (float)(x / Math.Max(counts[k], 1)))], 1e-5, $"cluster {k}");
        }
    }

    [Fact]
    public void Of_equally_near_centroids_the_first_wins()
    {
        float[] one = [0.5f, 0.25f, -0.5f], values = [.. DrawnRows.Numbers(3, 6, 5), .. one, .. one, .. one];
        using NearestCentroid nearest = new(new Centroids(values, 3), wide: false);
        int label = -1;
        fixed (float* row = one)
        {
            nearest.Assign(row, 1, normalise: false, &label);
        }

        label.ShouldBe(2);
    }

    private static double Distance(double[] point, ReadOnlySpan<float> centre)
    {
        double sum = 0.0;
        for (int d = 0; d < point.Length; d++)
        {
            sum += Math.Pow(point[d] - centre[d], 2);
        }

        return sum;
    }
}
