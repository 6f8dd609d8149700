using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using PiCIE.Segmentation.Lanes;

namespace PiCIE.Segmentation.Clustering;

/// <summary>
/// Assigns feature rows to the nearest centroid in squared L2 distance, the lowest index on ties (science.md 1.4.3, A.6).
/// It works in blocks of 64 rows: normalise, score, pick, add up while the block is in the cache.
/// </summary>
internal sealed unsafe class NearestCentroid : IDisposable
{
    private const int Block = 64;
    private readonly CentroidPanel _panel;
    private readonly bool _wide;

    public NearestCentroid(Centroids centroids)
        : this(centroids, Vector512.IsHardwareAccelerated)
    {
    }

    internal NearestCentroid(Centroids centroids, bool wide)
    {
        _panel = CentroidPanel.ForDistance(centroids);
        _wide = wide;
    }

    /// <summary>Assigns each row to its nearest centroid and adds the rows up by cluster.</summary>
    /// <param name="rows">[count, D] float32.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="normalise">Whether each row is divided by its length first; the rows themselves stay as they are.</param>
    /// <param name="labels">Receives the cluster of each row; may be null.</param>
    /// <returns>Sums of the rows as they were assigned.</returns>
    /// <exception cref="FeaturesNotFiniteException">A distance is NaN or infinite.</exception>
    public ClusterSums Assign(float* rows, nint count, bool normalise, int* labels)
    {
        ClusterSums?[] shares = new ClusterSums?[CoreTeam.Size];
        CoreTeam.Run(count, shares.Length, Block, (share, from, to) =>
        {
            ClusterSums sums = new(_panel.Count, _panel.Width);
            if (_wide)
            {
                Assign<Lanes512>(rows, from, to, normalise, labels, sums);
            }
            else
            {
                Assign<Lanes256>(rows, from, to, normalise, labels, sums);
            }

            shares[share] = sums;
        });

        ClusterSums all = new(_panel.Count, _panel.Width);
        foreach (ClusterSums? share in shares)
        {
            if (share is not null)
            {
                all.Add(share);
            }
        }

        return double.IsFinite(all.SquaredDistance) ? all : throw new FeaturesNotFiniteException();
    }

    /// <inheritdoc/>
    public void Dispose() => _panel.Dispose();

    private void Assign<T>(
        float* rows, nint from, nint to, bool normalise, int* labels, ClusterSums sums)
        where T : unmanaged, ILanes<T>
    {
        int width = _panel.Width;
        using PixelRows scratch = new(Block, width);
        using PixelRows scores = new(CentroidPanel.RowsAtOnce, _panel.PaddedCount);
        using PixelRows last = new(CentroidPanel.RowsAtOnce, width);
        int* block = stackalloc int[Block];
        float[] stretch = new float[_panel.Count * width];
        nint sinceTaken = 0;
        for (nint r = from; r < to; r += Block)
        {
            int size = (int)Math.Min(Block, to - r);
            float* source = rows + (r * width);
            if (normalise)
            {
                FeatureLength.Normalise<T>(source, scratch.Start, size, width);
                source = scratch.Start;
            }
            else
            {
                // A matrix that no cache holds is read in its order this way; the scores read eight rows at once, which the hardware does not foresee.
                new Span<float>(source, size * width).CopyTo(new Span<float>(scratch.Start, size * width));
                source = scratch.Start;
            }

            Pick<T>(source, size, scores.Start, last.Start, block);
            fixed (float* sum = stretch)
            {
                sums.SquaredDistance += AddUp<T>(source, size, block, sum);
            }

            for (int i = 0; i < size; i++)
            {
                sums.Counts[block[i]]++;
                if (labels != null)
                {
                    labels[r + i] = block[i];
                }
            }

            sinceTaken += size;
            if (sinceTaken >= ClusterSums.Stretch)
            {
                sums.Take(stretch);
                sinceTaken = 0;
            }
        }

        sums.Take(stretch);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Pick<T>(float* rows, int count, float* scores, float* last, int* labels)
        where T : unmanaged, ILanes<T>
    {
        const int Eight = CentroidPanel.RowsAtOnce;
        int padded = _panel.PaddedCount;
        for (int i = 0; i < count; i += Eight)
        {
            int here = Math.Min(Eight, count - i);
            float* eight = rows + (i * _panel.Width);
            if (here < Eight)
            {
                // What lies in the other rows of the copy does not matter: their scores are not read.
                new Span<float>(eight, here * _panel.Width).CopyTo(new Span<float>(last, Eight * _panel.Width));
                eight = last;
            }

            _panel.Scores<T>(eight, scores);
            for (int j = 0; j < here; j++)
            {
                labels[i + j] = CentroidPanel.Largest<T>(scores + (j * padded), padded);
            }
        }
    }

    /// <summary>Adds each row to its cluster's sum; returns the sum of squared distances, each from the differences themselves.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private double AddUp<T>(float* rows, int count, int* labels, float* sums)
        where T : unmanaged, ILanes<T>
    {
        int width = _panel.Width;
        double total = 0.0;
        for (int i = 0; i < count; i++)
        {
            float* row = rows + (i * width);
            float* centre = _panel.Rows + (labels[i] * _panel.PaddedWidth);
            float* sum = sums + (labels[i] * width);
            T distance = T.Fill(0);
            int d = 0;
            for (; d <= width - T.Count; d += T.Count)
            {
                T x = T.Load(row + d);
                T difference = x - T.Load(centre + d);
                distance = T.PlusProduct(distance, difference, difference);
                T.Store(T.Load(sum + d) + x, sum + d);
            }

            float square = T.Sum(distance);
            for (; d < width; d++)
            {
                float difference = row[d] - centre[d];
                square += difference * difference;
                sum[d] += row[d];
            }

            total += square;
        }

        return total;
    }
}
