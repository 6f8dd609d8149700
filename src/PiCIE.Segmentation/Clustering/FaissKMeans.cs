namespace PiCIE.Segmentation.Clustering;

/// <summary>
/// Runs a full k-means exactly as the library that the released program calls does it: start rows from a permutation, sums, repair of
/// empty clusters (science.md A.6). The same rows and seed give the same centroids.
/// </summary>
internal static unsafe class FaissKMeans
{
    /// <summary>Seed of the generator of the repair, started anew at every iteration.</summary>
    private const uint RepairSeed = 1234;

    /// <summary>Relative distance between the halves of a split cluster.</summary>
    private const double Epsilon = 1 / 1024.0;

    /// <summary>Clusters rows from K distinct random rows.</summary>
    /// <param name="rows">At least K rows.</param>
    /// <param name="clusters">K, the number of clusters.</param>
    /// <param name="iterations">Updates of all centroids.</param>
    /// <param name="seed">Seed of the start rows.</param>
    /// <param name="stillWorking">Called after each iteration; it may throw to end the clustering.</param>
    /// <exception cref="UnfitSettingException">Fewer rows than clusters.</exception>
    public static KMeansFit Fit(PixelRows rows, int clusters, int iterations, uint seed, Action? stillWorking = null)
    {
        long[] start = StartRows(rows.Count, clusters, seed);
        float[] values = new float[clusters * rows.Width];
        for (int k = 0; k < clusters; k++)
        {
            new ReadOnlySpan<float>(rows.Start + (start[k] * rows.Width), rows.Width)
                .CopyTo(values.AsSpan(k * rows.Width));
        }

        return Fit(rows, new Centroids(values, rows.Width), iterations, stillWorking);
    }

    /// <summary>Clusters rows from given centroids.</summary>
    public static KMeansFit Fit(PixelRows rows, Centroids start, int iterations, Action? stillWorking = null)
    {
        RefuseTooFewRows(rows.Count, start.Count);
        Centroids centroids = start;
        List<double> objective = new(iterations);
        List<int> splits = new(iterations);
        if (rows.Count == start.Count)
        {
            // Each row is a cluster: nothing can move.
            return new KMeansFit(new Centroids(new ReadOnlySpan<float>(rows.Start, checked((int)rows.Count * rows.Width)), rows.Width), objective, splits);
        }

        for (int i = 0; i < iterations; i++)
        {
            using NearestCentroid nearest = new(centroids);
            ClusterSums sums = nearest.Assign(rows.Start, (nint)rows.Count, normalise: false, labels: null);
            objective.Add(sums.SquaredDistance);
            centroids = Update(sums, start.Count, rows.Width, rows.Count, out int split);
            splits.Add(split);
            stillWorking?.Invoke();
        }

        return new KMeansFit(centroids, objective, splits);
    }

    /// <summary>Draws the first K entries of the permutation of n rows for a seed.</summary>
    /// <remarks>Entry i is final after swap i, so K swaps are enough, and only swapped entries are remembered.</remarks>
    public static long[] StartRows(long rows, int clusters, uint seed)
    {
        RefuseTooFewRows(rows, clusters);
        MersenneTwister generator = new(seed + 1);
        Dictionary<long, long> moved = new();
        long[] first = new long[clusters];
        for (long i = 0L; i < clusters; i++)
        {
            long here = moved.GetValueOrDefault(i, i);
            if (i == rows - 1)
            {
                first[i] = here;
                break;
            }

            long j = i + (generator.Next() % (rows - i));
            first[i] = moved.GetValueOrDefault(j, j);
            moved[j] = here;
        }

        return first;
    }

    private static void RefuseTooFewRows(long rows, int clusters)
    {
        if (rows < clusters)
        {
            throw new UnfitSettingException(
                $"{clusters} clusters cannot be made of {rows} pixels; use at most {rows} clusters or more photographs.");
        }
    }

    private static Centroids Update(ClusterSums sums, int clusters, int width, long rows, out int splits)
    {
        float[] values = new float[clusters * width];
        float[] counts = new float[clusters];
        for (int k = 0; k < clusters; k++)
        {
            sums.Mean(k, values.AsSpan(k * width, width));
            counts[k] = sums.Counts[k];
        }

        splits = SplitIntoEmpty(values, counts, width, rows);
        return new Centroids(values, width);
    }

    /// <summary>Gives each empty cluster half of another, drawn in proportion to the size.</summary>
    private static int SplitIntoEmpty(float[] values, float[] counts, int width, long rows)
    {
        MersenneTwister generator = new(RepairSeed);
        int splits = 0;
        for (int empty = 0; empty < counts.Length; empty++)
        {
            if (counts[empty] != 0)
            {
                continue;
            }

            int donor = 0;
            while (generator.NextFloat() >= (float)((counts[donor] - 1.0) / (float)(rows - counts.Length)))
            {
                donor = (donor + 1) % counts.Length;
            }

            Span<float> from = values.AsSpan(donor * width, width);
            Span<float> to = values.AsSpan(empty * width, width);
            for (int d = 0; d < width; d++)
            {
                int sign = d % 2 == 0 ? 1 : -1;
                to[d] = (float)(from[d] * (1 + (sign * Epsilon)));
                from[d] = (float)(from[d] * (1 - (sign * Epsilon)));
            }

            counts[empty] = counts[donor] / 2;
            counts[donor] -= counts[empty];
            splits++;
        }

        return splits;
    }
}
