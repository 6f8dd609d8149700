using PiCIE.Segmentation.Views;

namespace PiCIE.Segmentation.Clustering;

/// <summary>Random numbers of one clustering.</summary>
/// <param name="StartSeed">Seed of the start rows of the full k-means.</param>
/// <param name="Rows">Which initial pixels are sampled.</param>
internal readonly record struct KMeansDraws(uint StartSeed, CounterRandom Rows)
{
    /// <summary>The draws of one view and epoch (or repeat of a fresh clustering, view 0).</summary>
    public static KMeansDraws For(long seed, long epoch, int view, KMeansOptions options)
    {
        CounterRandom random = new(seed, epoch, -1, view, RandomPurpose.KMeansSeed);
        long start = options.Seed switch
        {
            _ when options.StartSeed is { } given => given,
            // As released: a draw from {0 … seed − 1}.
            KMeansSeed.BelowSeed => random.Below(0, Math.Clamp(seed, 1, int.MaxValue)),
            _ => random.Below(0, int.MaxValue),
        };
        return new KMeansDraws((uint)start, new CounterRandom(seed, epoch, -1, view, RandomPurpose.KMeansRows));
    }

    /// <summary>A number in [0, 1) for one initial pixel.</summary>
    public double Row(long row) => Rows.Uniform(row);
}
