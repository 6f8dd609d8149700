using System.Globalization;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Tests.Golden;
using PiCIE.Tests.Golden;

namespace PiCIE.Segmentation.Tests.Clustering;

/// <summary>K-means against the library that the authors call, and their mini-batch function. Tolerances: golden/README.md.</summary>
public sealed unsafe class GoldenKMeansTests
{
    private readonly GoldenFile _golden = GoldenFile.Open("kmeans");

    [Fact]
    public void Every_iteration_from_given_centroids_agrees()
    {
        using PixelRows rows = Rows("fb_x");
        Centroids start = CentroidsOf("fb_init");
        int iterations = _golden.Names.Count(name => name.StartsWith("fb_centroids_iter", StringComparison.Ordinal));
        for (int i = 1; i <= iterations; i++)
        {
            Near.Absolute(FaissKMeans.Fit(rows, start, i).Centroids.Values, _golden.Float32($"fb_centroids_iter{i}"), 1e-6, $"iteration {i}");
        }

        KMeansFit fit = FaissKMeans.Fit(rows, start, iterations);
        fit.Splits.Select(split => (long)split).ShouldBe(_golden.Int64("fb_nsplit"));
        float[] objective = _golden.Float32("fb_objective");
        for (int i = 0; i < iterations; i++)
        {
            fit.Objective[i].ShouldBe(objective[i], 1e-5 * objective[i]);
        }
    }

    [Fact]
    public void Final_assignment_counts_and_distances_agree()
    {
        using PixelRows rows = Rows("fb_x");
        int iterations = _golden.Names.Count(name => name.StartsWith("fb_centroids_iter", StringComparison.Ordinal));
        Centroids centroids = new(_golden.Float32($"fb_centroids_iter{iterations}"), rows.Width);
        int[] labels = new int[rows.Count];
        using NearestCentroid nearest = new(centroids);
        fixed (int* to = labels)
        {
            nearest.Assign(rows.Start, (nint)rows.Count, normalise: false, to).Counts.ShouldBe(_golden.Int64("fb_final_counts"));
        }

        labels.ShouldBe(PixelOrder.Labels(_golden.Int64("fb_final_assign")));
        float[] distances = _golden.Float32("fb_final_dist");
        for (int r = 0; r < labels.Length; r++)
        {
            nearest.Assign(rows.Start + ((long)r * rows.Width), 1, normalise: false, null)
                .SquaredDistance.ShouldBe(distances[r], 2e-6, $"row {r}");
        }
    }

    [Fact]
    public void Start_rows_and_runs_from_a_seed_agree()
    {
        using PixelRows rows = Rows("fb_x");
        int clusters = (int)_golden.Shape("fb_init")[0];
        foreach (string name in _golden.Names.Where(name => name.StartsWith("perm_seed", StringComparison.Ordinal)))
        {
            long seed = Number(name, "perm_seed");
            long[] expected = _golden.Int64(name);
            FaissKMeans.StartRows(Number(name, "_n"), expected.Length, (uint)seed).ShouldBe(expected, name);
        }

        foreach (string name in _golden.Names.Where(name => name.StartsWith("fb_seed", StringComparison.Ordinal)))
        {
            KMeansFit fit = FaissKMeans.Fit(rows, clusters, (int)Number(name, "_iter"), (uint)Number(name, "fb_seed"));
            Near.Absolute(fit.Centroids.Values, _golden.Float32(name), 1e-6, name);
        }
    }

    [Fact]
    public void Random_numbers_of_the_repair_agree()
    {
        MersenneTwister generator = new(1234);
        float[] expected = _golden.Float32(_golden.Names.Single(name => name.StartsWith("split_random_first", StringComparison.Ordinal)));
        expected.Select(_ => generator.NextFloat()).ShouldBe(expected);
    }

    [Theory]
    [InlineData("mb1")]
    [InlineData("mb2")]
    [InlineData("mb3")]
    public void Mini_batches_agree(string name)
    {
        long[] shape = _golden.Shape($"{name}_batches");
        (int batches, int images, int width) = ((int)shape[0], (int)shape[1], (int)shape[2]);
        int pixels = (int)(shape[1] * shape[3] * shape[4]);
        long[] groups = _golden.Int64($"{name}_num_init_num_batches");
        KMeansOptions options = new()
        {
            InitialBatches = (int)groups[0],
            GroupBatches = (int)groups[1],
            Iterations = int.Parse(_golden.Metadata["kmeans_n_iter_minibatch"], CultureInfo.InvariantCulture),
        };
        int clusters = (int)_golden.Shape($"{name}_initial_centroids")[0];
        uint seed = uint.Parse(_golden.Metadata["clustering_seed_minibatch"], CultureInfo.InvariantCulture);
        long initialRows = (long)Math.Min(options.InitialBatches, batches) * pixels;
        using MiniBatchKMeans kmeans = new(options, clusters, width, initialRows, new KMeansDraws(seed, default));
        float[] all = _golden.Float32($"{name}_batches");
        List<float[]> trace = new();
        Centroids? last = null;
        for (int b = 0; b < batches; b++)
        {
            using PixelRows rows = PixelOrder.Matrix(all.AsSpan(b * pixels * width, pixels * width), images, width);
            kmeans.Add(rows.Start, (nint)rows.Count);
            if (kmeans.Current is { } current && !ReferenceEquals(current, last))
            {
                trace.Add(current.Values.ToArray());
                last = current;
            }
        }

        MiniBatchClusters result = kmeans.Finish();
        if (trace.Count == 0)
        {
            trace.Add(result.Centroids.Values.ToArray());
        }

        Near.Absolute(trace[0], _golden.Float32($"{name}_initial_centroids"), 1e-6, "initial centroids");
        Near.Absolute(trace.SelectMany(centroids => centroids).ToArray(), _golden.Float32($"{name}_centroids_trace"), 1e-6, "trace");
        Near.Absolute(result.Centroids.Values, trace[^1], 0, "final centroids");
        double[] losses = _golden.Float64($"{name}_loss_trace");
        kmeans.Losses.Count.ShouldBe(losses.Length);
        for (int i = 0; i < losses.Length; i++)
        {
            kmeans.Losses[i].ShouldBe(losses[i], 1e-6);
        }

        result.Loss.ShouldBe(_golden.Number($"{name}_loss_mean"), 1e-6);
    }

    private static long Number(string name, string after) =>
        long.Parse(new string([.. name[(name.IndexOf(after, StringComparison.Ordinal) + after.Length)..].TakeWhile(char.IsAsciiDigit)]), CultureInfo.InvariantCulture);

    private PixelRows Rows(string name) => PixelRows.From(_golden.Float32(name), (int)_golden.Shape(name)[1]);

    private Centroids CentroidsOf(string name) => new(_golden.Float32(name), (int)_golden.Shape(name)[1]);
}
