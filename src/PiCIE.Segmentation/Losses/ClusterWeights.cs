namespace PiCIE.Segmentation.Losses;

/// <summary>Weighs the clusters in the cross entropy (science.md 1.4.3 and 1.5, row 3).</summary>
internal static class ClusterWeights
{
    /// <summary>Gives one weight a cluster, or null where all weigh alike. An empty cluster weighs 0.</summary>
    /// <param name="counts">Pixels of each cluster.</param>
    /// <param name="options">Whether and how clusters are weighed.</param>
    public static float[]? Of(IReadOnlyList<long> counts, LossOptions options)
    {
        if (!options.Balance || options.Weighting == ClusterWeighting.None)
        {
            return null;
        }

        double[] raw = counts.Select(c => c == 0 ? 0 : options.Weighting switch
        {
            ClusterWeighting.Proportional => c,
            ClusterWeighting.Inverse => 1.0 / c,
            ClusterWeighting.InverseSqrt => 1 / Math.Sqrt(c),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Weighting, "A cluster's weight is proportional, none, inverse or inverse-sqrt."),
        }).ToArray();
        double scale = options.Weighting == ClusterWeighting.Proportional
            ? raw.Sum()
            : raw.Sum() / raw.Count(w => w > 0);
        return raw.Select(w => (float)(w / scale)).ToArray();
    }
}
