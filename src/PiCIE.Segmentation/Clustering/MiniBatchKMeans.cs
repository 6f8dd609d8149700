using System.Runtime.Intrinsics;
using PiCIE.Segmentation.Lanes;
using PiCIE.Segmentation.Views;

namespace PiCIE.Segmentation.Clustering;

/// <summary>
/// Mini-batch k-means over the pixels of a pass (science.md 1.4.2): a full k-means over the first batches, then every group of further
/// batches moves the centroids by the share of its pixels among all that the cluster has had. Batches come in one at a time; only the
/// initial ones are kept, and only until the full k-means is done.
/// </summary>
internal sealed unsafe class MiniBatchKMeans : IDisposable
{
    private readonly KMeansOptions options;
    private readonly int clusters;
    private readonly int width;
    private readonly KMeansDraws draws;
    private readonly long initialRows;
    private readonly Centroids? start;
    private readonly List<double> losses = [];
    private PixelRows? initial;
    private long seenInitialRows;
    private int batches;
    private double[] counts = [];
    private ClusterSums? group;
    private Centroids? centroids;

    /// <summary>Begins a clustering.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="clusters">K.</param>
    /// <param name="width">D, features of a pixel.</param>
    /// <param name="initialRows">Pixels that the initial batches will have, all together.</param>
    /// <param name="draws">Random numbers of this clustering.</param>
    /// <param name="start">Centroids to start from; null starts from random rows.</param>
    public MiniBatchKMeans(KMeansOptions options, int clusters, int width, long initialRows, KMeansDraws draws, Centroids? start = null)
    {
        this.start = start;
        this.options = options;
        this.clusters = clusters;
        this.width = width;
        this.draws = draws;
        this.initialRows = initialRows;
        initial = new PixelRows(Math.Min(initialRows, options.InitialRows ?? long.MaxValue), width);
    }

    /// <summary>Centroids at this moment; null until the initial batches are in.</summary>
    public Centroids? Current => centroids;

    /// <summary>Mean squared distance of the initial pixels and then of each group.</summary>
    public IReadOnlyList<double> Losses => losses;

    /// <summary>Takes one batch.</summary>
    /// <param name="features">[rows, D] float32 as the network gave them; they are divided by their lengths here.</param>
    /// <param name="rows">Pixels.</param>
    public void Add(float* features, nint rows)
    {
        batches++;
        if (centroids is null)
        {
            Collect(features, rows);
            if (batches == options.InitialBatches)
            {
                ClusterInitialRows();
            }

            return;
        }

        using var nearest = new NearestCentroid(centroids);
        var sums = nearest.Assign(features, rows, normalise: true, labels: null);
        if (group is null)
        {
            group = sums;
        }
        else
        {
            group.Add(sums);
        }

        if ((batches - options.InitialBatches) % options.GroupBatches == 0)
        {
            MoveByGroup();
        }
    }

    /// <summary>Ends the clustering.</summary>
    /// <exception cref="UnfitSettingException">There were fewer pixels than clusters.</exception>
    public MiniBatchClusters Finish()
    {
        if (centroids is null)
        {
            ClusterInitialRows();
        }

        if (group is not null && options.GroupTail == GroupTail.Use)
        {
            MoveByGroup();
        }

        var result = options.CentroidNormalise ? centroids!.Normalised() : centroids!;
        return new MiniBatchClusters(result, losses.Average(), counts.Select(n => (long)Math.Round(n)).ToArray());
    }

    /// <inheritdoc/>
    public void Dispose() => initial?.Dispose();

    private void Collect(float* features, nint rows)
    {
        var kept = initial!;
        if (kept.Capacity == initialRows)
        {
            var room = (nint)(kept.Capacity - kept.Count);
            NormaliseRows(features, kept.Start + (kept.Count * width), Math.Min(rows, room));
            kept.Count += Math.Min(rows, room);
            return;
        }

        // Selection sampling: each row is taken with the chance that exactly the wanted number is taken in the end.
        for (nint r = 0; r < rows; r++, seenInitialRows++)
        {
            var wanted = kept.Capacity - kept.Count;
            if (draws.Row(seenInitialRows) * (initialRows - seenInitialRows) < wanted)
            {
                NormaliseRows(features + (r * width), kept.Start + (kept.Count * width), 1);
                kept.Count++;
            }
        }
    }

    private void NormaliseRows(float* from, float* to, nint rows)
    {
        var columns = width;
        CoreTeam.Run(rows, CoreTeam.Size, 64, (_, first, end) =>
        {
            if (Vector512.IsHardwareAccelerated)
            {
                FeatureLength.Normalise<Lanes512, Vector512<float>>(from + (first * columns), to + (first * columns), end - first, columns);
            }
            else
            {
                FeatureLength.Normalise<Lanes256, Vector256<float>>(from + (first * columns), to + (first * columns), end - first, columns);
            }
        });
    }

    private void ClusterInitialRows()
    {
        using var rows = initial!;
        initial = null;
        centroids = start is null
            ? FaissKMeans.Fit(rows, clusters, options.Iterations, draws.StartSeed).Centroids
            : FaissKMeans.Fit(rows, start, options.Iterations).Centroids;
        using var nearest = new NearestCentroid(centroids);
        var sums = nearest.Assign(rows.Start, (nint)rows.Count, normalise: false, labels: null);
        losses.Add(sums.MeanSquaredDistance);

        // A sample stands for all initial pixels, so that later groups weigh what they would weigh without sampling.
        var scale = initialRows > rows.Count && options.InitialRows is not null ? (double)initialRows / rows.Count : 1;
        counts = sums.Counts.Select(n => n * scale).ToArray();
    }

    private void MoveByGroup()
    {
        var sums = group!;
        group = null;
        losses.Add(sums.MeanSquaredDistance);
        var moved = centroids!.Values.ToArray();
        var mean = new float[width];
        for (var k = 0; k < clusters; k++)
        {
            if (sums.Counts[k] == 0)
            {
                continue;
            }

            counts[k] += sums.Counts[k];
            var rate = (float)(sums.Counts[k] / (counts[k] + 1e-6));
            sums.Mean(k, mean);
            for (var d = 0; d < width; d++)
            {
                moved[(k * width) + d] = ((1 - rate) * moved[(k * width) + d]) + (rate * mean[d]);
            }
        }

        centroids = new Centroids(moved, width);
    }
}
