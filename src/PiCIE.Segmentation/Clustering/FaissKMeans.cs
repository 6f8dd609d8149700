namespace PiCIE.Segmentation.Clustering;

/// <summary>
/// Full k-means exactly as the library that the released program calls does it: start rows from a permutation, sums, repair of
/// empty clusters (science.md A.6). Deterministic.
/// </summary>
internal static unsafe class FaissKMeans
{
    /// <summary>Seed of the generator of the repair, started anew at every iteration.</summary>
    private const uint RepairSeed = 1234;

    /// <summary>Relative distance between the halves of a split cluster.</summary>
    private const double Epsilon = 1 / 1024.0;

    /// <summary>Clusters rows from K distinct random rows.</summary>
    /// <param name="rows">At least K rows.</param>
    /// <param name="clusters">K.</param>
    /// <param name="iterations">Updates of all centroids.</param>
    /// <param name="seed">Seed of the start rows.</param>
    /// <exception cref="UnfitSettingException">Fewer rows than clusters.</exception>
    public static KMeansFit Fit(PixelRows rows, int clusters, int iterations, uint seed)
    {
        var start = StartRows(rows.Count, clusters, seed);
        var values = new float[clusters * rows.Width];
        for (var k = 0; k < clusters; k++)
        {
            new ReadOnlySpan<float>(rows.Start + (start[k] * rows.Width), rows.Width)
                .CopyTo(values.AsSpan(k * rows.Width));
        }

        return Fit(rows, new Centroids(values, rows.Width), iterations);
    }

    /// <summary>Clusters rows from given centroids.</summary>
    public static KMeansFit Fit(PixelRows rows, Centroids start, int iterations)
    {
        RefuseTooFewRows(rows.Count, start.Count);
        var centroids = start;
        var objective = new List<double>(iterations);
        var splits = new List<int>(iterations);
        if (rows.Count == start.Count)
        {
            // Each row is a cluster: nothing can move.
            return new KMeansFit(new Centroids(new ReadOnlySpan<float>(rows.Start, checked((int)rows.Count * rows.Width)), rows.Width), objective, splits);
        }

        for (var i = 0; i < iterations; i++)
        {
            using var nearest = new NearestCentroid(centroids);
            var sums = nearest.Assign(rows.Start, (nint)rows.Count, normalise: false, labels: null);
            objective.Add(sums.SquaredDistance);
            centroids = Update(sums, start.Count, rows.Width, rows.Count, out var split);
            splits.Add(split);
        }

        return new KMeansFit(centroids, objective, splits);
    }

    /// <summary>The first K entries of the permutation of n rows for a seed.</summary>
    /// <remarks>Entry i is final after swap i, so K swaps are enough, and only swapped entries are remembered.</remarks>
    public static long[] StartRows(long rows, int clusters, uint seed)
    {
        RefuseTooFewRows(rows, clusters);
        var generator = new MersenneTwister(seed + 1);
        var moved = new Dictionary<long, long>();
        var first = new long[clusters];
        for (var i = 0L; i < clusters; i++)
        {
            var here = moved.GetValueOrDefault(i, i);
            if (i == rows - 1)
            {
                first[i] = here;
                break;
            }

            var j = i + (generator.Next() % (rows - i));
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
        var values = new float[clusters * width];
        var counts = new float[clusters];
        for (var k = 0; k < clusters; k++)
        {
            sums.Mean(k, values.AsSpan(k * width, width));
            counts[k] = sums.Counts[k];
        }

        splits = SplitIntoEmpty(values, counts, width, rows);
        return new Centroids(values, width);
    }

    /// <summary>Each empty cluster takes half of another, drawn in proportion to the size.</summary>
    private static int SplitIntoEmpty(float[] values, float[] counts, int width, long rows)
    {
        var generator = new MersenneTwister(RepairSeed);
        var splits = 0;
        for (var empty = 0; empty < counts.Length; empty++)
        {
            if (counts[empty] != 0)
            {
                continue;
            }

            var donor = 0;
            while (generator.NextFloat() >= (float)((counts[donor] - 1.0) / (float)(rows - counts.Length)))
            {
                donor = (donor + 1) % counts.Length;
            }

            var from = values.AsSpan(donor * width, width);
            var to = values.AsSpan(empty * width, width);
            for (var d = 0; d < width; d++)
            {
                var sign = d % 2 == 0 ? 1 : -1;
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
