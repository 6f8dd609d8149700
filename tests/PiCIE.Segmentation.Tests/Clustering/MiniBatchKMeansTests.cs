using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Tests.Golden;

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
        var options = new KMeansOptions { InitialBatches = 1, GroupBatches = group, GroupTail = tail, Iterations = 2 };
        var result = Cluster(options, Rows, batches);

        var (centres, counts, losses) = Initial(options);
        for (var batch = 1; batch < batches; batch += group)
        {
            var taken = Math.Min(group, batches - batch);
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
        var options = new KMeansOptions { InitialBatches = 2, InitialRows = 60, Iterations = 2 };
        var result = Cluster(options, 2 * Rows, 2);
        result.Counts.Sum().ShouldBeInRange((2 * Rows) - Clusters, (2 * Rows) + Clusters);
        Cluster(options with { InitialRows = 2 * Rows }, 2 * Rows, 2).Centroids.Values.ToArray()
            .ShouldBe(Cluster(options with { InitialRows = null }, 2 * Rows, 2).Centroids.Values.ToArray());
        result.Centroids.Values.ToArray().ShouldNotBe(Cluster(options with { InitialRows = null }, 2 * Rows, 2).Centroids.Values.ToArray());
    }

    [Fact]
    public void Centroids_are_projected_to_length_1_after_the_last_group_only()
    {
        var options = new KMeansOptions { InitialBatches = 1, Iterations = 2 };
        var plain = Cluster(options, Rows, 3);
        var projected = Cluster(options with { CentroidNormalise = true }, Rows, 3);
        projected.Centroids.Values.ToArray().ShouldBe(plain.Centroids.Normalised().Values.ToArray());
        projected.Loss.ShouldBe(plain.Loss);
    }

    [Theory]
    [InlineData(1L, new long[] { 0 })]
    [InlineData(3L, new long[] { 0, 1, 2 })]
    public void A_start_seed_below_the_seed_is_one_of_the_numbers_below_it(long seed, long[] allowed)
    {
        var seen = Enumerable.Range(0, 200).Select(epoch => (long)KMeansDraws.For(seed, epoch, epoch % 2, new KMeansOptions()).StartSeed).ToHashSet();
        seen.Order().ShouldBe(allowed);
    }

    [Fact]
    public void Derived_start_seeds_differ_by_seed_epoch_and_view()
    {
        var options = new KMeansOptions { Seed = KMeansSeed.Derived };
        var seeds = from seed in new long[] { 1, 2, 3 } from epoch in new long[] { 0, 1, 2 } from view in new[] { 0, 1 } select KMeansDraws.For(seed, epoch, view, options).StartSeed;
        seeds.Distinct().Count().ShouldBe(18);
        KMeansDraws.For(2, 1, 1, options).StartSeed.ShouldBe(KMeansDraws.For(2, 1, 1, options).StartSeed);
    }

    private static float[] BatchValues(int batch) => DrawnRows.Numbers(10 + batch, Rows * Width);

    private static IEnumerable<double> Batch(int batch) => DrawnRows.Unit(BatchValues(batch), Width);

    private static MiniBatchClusters Cluster(KMeansOptions options, long initialRows, int batches)
    {
        using var clustering = new MiniBatchKMeans(options, Clusters, Width, initialRows, KMeansDraws.For(1, 0, 0, options), Start);
        for (var batch = 0; batch < batches; batch++)
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
        for (var iteration = 0; iteration < options.Iterations; iteration++)
        {
            var (means, counts, _) = Assign(rows, centres);
            counts.ShouldAllBe(count => count > 0);
            centres = means;
        }

        var last = Assign(rows, centres);
        return (centres, last.Counts, [last.Loss]);
    }

    private static void Move(double[] centres, long[] counts, List<double> losses, double[] rows)
    {
        var group = Assign(rows, centres);
        losses.Add(group.Loss);
        for (var k = 0; k < Clusters; k++)
        {
            counts[k] += group.Counts[k];
            var rate = group.Counts[k] / (counts[k] + 1e-6);
            for (var d = k * Width; d < (k + 1) * Width && group.Counts[k] > 0; d++)
            {
                centres[d] = ((1 - rate) * centres[d]) + (rate * group.Means[d]);
            }
        }
    }

    private static (double[] Means, long[] Counts, double Loss) Assign(double[] rows, double[] centres)
    {
        var (sums, counts, loss) = (new double[centres.Length], new long[Clusters], 0.0);
        for (var r = 0; r < rows.Length; r += Width)
        {
            var distances = Enumerable.Range(0, Clusters).Select(k => Enumerable.Range(0, Width).Sum(d => Math.Pow(rows[r + d] - centres[(k * Width) + d], 2))).ToArray();
            var nearest = Array.IndexOf(distances, distances.Min());
            counts[nearest]++;
            loss += distances[nearest];
            for (var d = 0; d < Width; d++)
            {
                sums[(nearest * Width) + d] += rows[r + d];
            }
        }

        return ([.. sums.Select((sum, i) => sum / Math.Max(1, counts[i / Width]))], counts, loss / (rows.Length / Width));
    }
}
