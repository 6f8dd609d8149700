using System.Runtime.Intrinsics;
using PiCIE.Segmentation.Lanes;

namespace PiCIE.Segmentation.Clustering;

/// <summary>
/// Clusters the pixels of a pass by mini-batch k-means (science.md 1.4.2): a full k-means over the first batches, then every group of further
/// batches moves the centroids by the share of its pixels among all that the cluster has had. Batches come in one at a time; only the
/// initial ones are kept, and only until the full k-means is done.
/// </summary>
internal sealed unsafe class MiniBatchKMeans : IDisposable
{
    private readonly KMeansOptions _options;
    private readonly int _clusters;
    private readonly int _width;
    private readonly KMeansDraws _draws;
    private readonly long _initialRows;
    private readonly Centroids? _start;
    private readonly Action? _stillWorking;
    private readonly List<double> _losses = [];
    private PixelRows? _initial;
    private long _seenInitialRows;
    private int _batches;
    private double[] _counts = [];
    private ClusterSums? _group;
    private Centroids? _centroids;

    /// <summary>Begins a clustering.</summary>
    /// <param name="options">Settings of the k-means.</param>
    /// <param name="clusters">K, the number of clusters.</param>
    /// <param name="width">D, features of a pixel.</param>
    /// <param name="initialRows">Pixels that the initial batches will have, all together.</param>
    /// <param name="draws">Random numbers of this clustering.</param>
    /// <param name="start">Centroids to start from; null starts from random rows.</param>
    /// <param name="stillWorking">
    /// Called after each iteration of the full k-means, which together may take minutes; it may throw to end the clustering.
    /// </param>
    public MiniBatchKMeans(KMeansOptions options, int clusters, int width, long initialRows, KMeansDraws draws, Centroids? start = null, Action? stillWorking = null)
    {
        _start = start;
        _stillWorking = stillWorking;
        _options = options;
        _clusters = clusters;
        _width = width;
        _draws = draws;
        _initialRows = initialRows;
        _initial = new PixelRows(Math.Min(initialRows, options.InitialRows ?? long.MaxValue), width);
    }

    /// <summary>Centroids at this moment; null until the initial batches are in.</summary>
    public Centroids? Current => _centroids;

    /// <summary>Mean squared distance of the initial pixels and then of each group.</summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>Takes one batch.</summary>
    /// <param name="features">[rows, D] float32 as the network gave them; they are divided by their lengths here.</param>
    /// <param name="rows">Pixels.</param>
    public void Add(float* features, nint rows)
    {
        _batches++;
        if (_centroids is null)
        {
            Collect(features, rows);
            if (_batches == _options.InitialBatches)
            {
                ClusterInitialRows();
            }

            return;
        }

        using NearestCentroid nearest = new(_centroids);
        ClusterSums sums = nearest.Assign(features, rows, normalise: true, labels: null);
        if (_group is null)
        {
            _group = sums;
        }
        else
        {
            _group.Add(sums);
        }

        if ((_batches - _options.InitialBatches) % _options.GroupBatches == 0)
        {
            MoveByGroup();
        }
    }

    /// <summary>Ends the clustering and gives its centroids.</summary>
    /// <exception cref="UnfitSettingException">There were fewer pixels than clusters.</exception>
    public MiniBatchClusters Finish()
    {
        if (_centroids is null)
        {
            ClusterInitialRows();
        }

        if (_group is not null && _options.GroupTail == GroupTail.Use)
        {
            MoveByGroup();
        }

        Centroids result = _options.CentroidNormalise ? _centroids!.Normalised() : _centroids!;
        return new MiniBatchClusters(result, _losses.Average(), _counts.Select(n => (long)Math.Round(n)).ToArray());
    }

    /// <inheritdoc/>
    public void Dispose() => _initial?.Dispose();

    private void Collect(float* features, nint rows)
    {
        PixelRows kept = _initial!;
        if (kept.Capacity == _initialRows)
        {
            nint room = (nint)(kept.Capacity - kept.Count);
            NormaliseRows(features, kept.Start + (kept.Count * _width), Math.Min(rows, room));
            kept.Count += Math.Min(rows, room);
            return;
        }

        // Selection sampling: each row is taken with the chance that exactly the wanted number is taken in the end.
        for (nint r = 0; r < rows; r++, _seenInitialRows++)
        {
            long wanted = kept.Capacity - kept.Count;
            if (_draws.Row(_seenInitialRows) * (_initialRows - _seenInitialRows) < wanted)
            {
                NormaliseRows(features + (r * _width), kept.Start + (kept.Count * _width), 1);
                kept.Count++;
            }
        }
    }

    private void NormaliseRows(float* from, float* to, nint rows)
    {
        int columns = _width;
        CoreTeam.Run(rows, CoreTeam.Size, 64, (_, first, end) =>
        {
            if (Vector512.IsHardwareAccelerated)
            {
                FeatureLength.Normalise<Lanes512>(from + (first * columns), to + (first * columns), end - first, columns);
            }
            else
            {
                FeatureLength.Normalise<Lanes256>(from + (first * columns), to + (first * columns), end - first, columns);
            }
        });
    }

    private void ClusterInitialRows()
    {
        using PixelRows rows = _initial!;
        _initial = null;
        _centroids = _start is null
            ? FaissKMeans.Fit(rows, _clusters, _options.Iterations, _draws.StartSeed, _stillWorking).Centroids
            : FaissKMeans.Fit(rows, _start, _options.Iterations, _stillWorking).Centroids;
        using NearestCentroid nearest = new(_centroids);
        ClusterSums sums = nearest.Assign(rows.Start, (nint)rows.Count, normalise: false, labels: null);
        _losses.Add(sums.MeanSquaredDistance);

        // A sample stands for all initial pixels, so that later groups weigh what they would weigh without sampling.
        double scale = _initialRows > rows.Count && _options.InitialRows is not null ? (double)_initialRows / rows.Count : 1;
        _counts = sums.Counts.Select(n => n * scale).ToArray();
    }

    private void MoveByGroup()
    {
        ClusterSums sums = _group!;
        _group = null;
        _losses.Add(sums.MeanSquaredDistance);
        float[] moved = _centroids!.Values.ToArray();
        float[] mean = new float[_width];
        for (int k = 0; k < _clusters; k++)
        {
            if (sums.Counts[k] == 0)
            {
                continue;
            }

            _counts[k] += sums.Counts[k];
            float rate = (float)(sums.Counts[k] / (_counts[k] + 1e-6));
            sums.Mean(k, mean);
            for (int d = 0; d < _width; d++)
            {
                moved[(k * _width) + d] = ((1 - rate) * moved[(k * _width) + d]) + (rate * mean[d]);
            }
        }

        _centroids = new Centroids(moved, _width);
    }
}
