using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Tests.Golden;
using PiCIE.Segmentation.Views;

namespace PiCIE.Segmentation.Tests.Clustering;

/// <summary>Groups, their tail, sampling of initial rows and the projection to length 1 (science.md 1.4.2 and 1.5, rows 8 to 11), against plain arithmetic.</summary>
public sealed unsafe class MiniBatchKMeansTests
{
    private const int Width = 6;
    private const int Rows = 90;
    private const int Clusters = 3;
    private static readonly Centroids Start = DrawnRows.Centroids(1, Clusters, Width);

    [Theory]
    [InlineData(GroupTail.Drop, 1, 5)]
    [InlineData(GroupTail.Drop, 2, 5)]
    [InlineData(GroupTail.Use, 2, 5)]
    [InlineData(GroupTail.Use, 3, 3)]
    [InlineData(GroupTail.Drop, 4, 3)]
    public void Centroids_move_group_by_group_by_the_share_of_the_new_rows(GroupTail tail, int group, int batches)
    {
        KMeansOptions options = new() { InitialBatches = 1, GroupBatches = group, GroupTail = tail, Iterations = 2 };
        MiniBatchClusters result = Cluster(options, Rows, batches);

        (double[]? centres, long[]? counts, List<double>? losses) = Initial(options);
        for (int batch = 1; batch < batches; batch += group)
        {
            int taken = Math.Min(group, batches - batch);
            if (taken == group || tail == GroupTail.Use)
            {
                Move(centres, counts, losses, [.. Enumerable.Range(batch, taken).SelectMany(Batch)]);
            }
        }

        Near.Absolute(result.Centroids.Values, [.. centres.Select(x => (float)x)], 1e-5, "centroids");
        result.Counts.ShouldBe(counts);
        result.Loss.ShouldBe(losses.Average(), 1e-6);
    }

    [Fact]
    public void Initial_rows_are_a_sample_of_the_wanted_size_whose_counts_stand_for_all()
    {
        KMeansOptions options = new() { InitialBatches = 2, InitialRows = 60, Iterations = 2 };
        MiniBatchClusters result = Cluster(options, 2 * Rows, 2);
        result.Counts.Sum().ShouldBeInRange((2 * Rows) - Clusters, (2 * Rows) + Clusters);
        Cluster(options with { InitialRows = 2 * Rows }, 2 * Rows, 2).Centroids.Values.ToArray()
            .ShouldBe(Cluster(options with { InitialRows = null }, 2 * Rows, 2).Centroids.Values.ToArray());
        result.Centroids.Values.ToArray().ShouldNotBe(Cluster(options with { InitialRows = null }, 2 * Rows, 2).Centroids.Values.ToArray());
    }

    [Fact]
    public void Centroids_are_projected_to_length_1_after_the_last_group_only()
    {
        KMeansOptions options = new() { InitialBatches = 1, Iterations = 2 };
        MiniBatchClusters plain = Cluster(options, Rows, 3);
        MiniBatchClusters projected = Cluster(options with { CentroidNormalise = true }, Rows, 3);
        projected.Centroids.Values.ToArray().ShouldBe(plain.Centroids.Normalised().Values.ToArray());
        projected.Loss.ShouldBe(plain.Loss);
    }

    private static float[] BatchValues(int batch) => DrawnRows.Numbers(10 + batch, Rows * Width);

    private static IEnumerable<double> Batch(int batch) => DrawnRows.Unit(BatchValues(batch), Width);

    private static MiniBatchClusters Cluster(KMeansOptions options, long initialRows, int batches)
    {
        using MiniBatchKMeans clustering = new(options, Clusters, Width, initialRows, KMeansDraws.ForTraining(1, 0, View.First, options), Start);
        for (int batch = 0; batch < batches; batch++)
        {
            fixed (float* rows = BatchValues(batch))
            {
                clustering.Add(rows, Rows);
            }
        }

        return clustering.Finish();
    }

    private static (double[] Centres, long[] Counts, List<double> Losses) Initial(KMeansOptions options)
    {
        double[] rows = [.. Batch(0)], centres = [.. Start.Values.ToArray().Select(x => (double)x)];
        for (int iteration = 0; iteration < options.Iterations; iteration++)
        {
            (double[]? means, long[]? counts, _) = Assign(rows, centres);
            counts.ShouldAllBe(count => count > 0);
            centres = means;
        }

        (double[] Means, long[] Counts, double Loss) last = Assign(rows, centres);
        return (centres, last.Counts, [last.Loss]);
    }

    private static void Move(double[] centres, long[] counts, List<double> losses, double[] rows)
    {
        (double[] Means, long[] Counts, double Loss) group = Assign(rows, centres);
        losses.Add(group.Loss);
        for (int k = 0; k < Clusters; k++)
        {
            counts[k] += group.Counts[k];
            double rate = group.Counts[k] / (counts[k] + 1e-6);
            for (int d = k * Width; d < (k + 1) * Width && group.Counts[k] > 0; d++)
            {
                centres[d] = ((1 - rate) * centres[d]) + (rate * group.Means[d]);
            }
        }
    }

    private static (double[] Means, long[] Counts, double Loss) Assign(double[] rows, double[] centres)
    {
        (double[]? sums, long[]? counts, double loss) = (new double[centres.Length], new long[Clusters], 0.0);
        for (int r = 0; r < rows.Length; r += Width)
        {
            double[] distances = Enumerable.Range(0, Clusters).Select(k => Enumerable.Range(0, Width).Sum(d => Math.Pow(rows[r + d] - centres[(k * Width) + d], 2))).ToArray();
            int nearest = Array.IndexOf(distances, distances.Min());
            counts[nearest]++;
            loss += distances[nearest];
            for (int d = 0; d < Width; d++)
            {
                sums[(nearest * Width) + d] += rows[r + d];
            }
        }

        return ([.. sums.Select((sum, i) => sum / Math.Max(1, counts[i / Width]))], counts, loss / (rows.Length / Width));
    }
}
