namespace PiCIE.Segmentation.Clustering;

/// <summary>
/// Adds up an assignment pass: for each cluster the rows that it got and their number, and the sum of squared distances.
/// Rows are summed in float32 for a stretch of at most <see cref="Stretch"/> rows and the stretches in double: with the 33 million rows
/// of the published setting one float32 sum would lose most of each row.
/// </summary>
internal sealed class ClusterSums(int clusters, int width)
{
    /// <summary>Rows after which the float32 sums move to the double ones.</summary>
    public const int Stretch = 4096;

    private readonly double[] _sums = new double[clusters * width];

    /// <summary>Rows of each cluster.</summary>
    public long[] Counts { get; } = new long[clusters];

    /// <summary>Sum of squared distances of the rows to their centroids.</summary>
    public double SquaredDistance { get; set; }

    /// <summary>Number of rows of all clusters together.</summary>
    public long Total => Counts.Sum();

    /// <summary>Mean squared distance, the k-means loss.</summary>
    public double MeanSquaredDistance => SquaredDistance / Total;

    /// <summary>Writes the mean of a cluster's rows, zeros where it has none.</summary>
    public void Mean(int cluster, Span<float> mean)
    {
        double scale = Counts[cluster] == 0 ? 0 : 1.0 / Counts[cluster];
        for (int d = 0; d < width; d++)
        {
            mean[d] = (float)(_sums[(cluster * width) + d] * scale);
        }
    }

    /// <summary>Takes a stretch of float32 sums and clears them.</summary>
    public void Take(Span<float> stretch)
    {
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] += stretch[i];
        }

        stretch.Clear();
    }

    /// <summary>Adds another share's sums.</summary>
    public void Add(ClusterSums other)
    {
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] += other._sums[i];
        }

        for (int k = 0; k < Counts.Length; k++)
        {
            Counts[k] += other.Counts[k];
        }

        SquaredDistance += other.SquaredDistance;
    }
}
