using PiCIE.Segmentation.Randomness;
using PiCIE.Segmentation.Views;

namespace PiCIE.Segmentation.Clustering;

/// <summary>Holds the random numbers of one clustering.</summary>
/// <param name="StartSeed">Seed of the start rows of the full k-means.</param>
/// <param name="Rows">Generator that decides which initial pixels are sampled.</param>
internal readonly record struct KMeansDraws(uint StartSeed, CounterRandom Rows)
{
    /// <summary>Draws for the clustering of one view in one epoch of a training.</summary>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    /// <param name="view">View that is clustered.</param>
    /// <param name="options">Settings of the k-means.</param>
    public static KMeansDraws ForTraining(long seed, long epoch, View view, KMeansOptions options)
    {
        int stream = Stream(view);
        return new KMeansDraws(
            StartSeedOf(seed, new CounterRandom(seed, epoch, -1, stream, RandomPurpose.KMeansSeed), options),
            new CounterRandom(seed, epoch, -1, stream, RandomPurpose.KMeansRows));
    }

    /// <summary>Draws for one repeat of a fresh clustering; a training never draws the same numbers.</summary>
    /// <param name="seed">Seed of the clustering.</param>
    /// <param name="repeat">Number of the repeat, from 1.</param>
    /// <param name="options">Settings of the k-means.</param>
    public static KMeansDraws ForFreshClustering(long seed, int repeat, KMeansOptions options) => new(
        StartSeedOf(seed, new CounterRandom(seed, repeat, -1, 0, RandomPurpose.FreshKMeansSeed), options),
        new CounterRandom(seed, repeat, -1, 0, RandomPurpose.FreshKMeansRows));

    /// <summary>Draws a number in [0, 1) for one initial pixel.</summary>
    /// <param name="row">Number of the pixel among all initial pixels, from 0.</param>
    public double Row(long row) => Rows.Uniform(row);

    /// <summary>
    /// Returns the stream of a view. Photometric draws number the views from 1; both numberings stay, since trained weights follow from
    /// them.
    /// </summary>
    private static int Stream(View view) => view switch
    {
        View.First => 0,
        View.Second => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(view), view, "A photograph has two views."),
    };

    private static uint StartSeedOf(long seed, CounterRandom random, KMeansOptions options)
    {
        if (options.StartSeed is { } given)
        {
            return given;
        }

        return (uint)(options.Seed switch
        {
            // As released: a draw from {0 … seed − 1}.
            KMeansSeed.BelowSeed => random.Below(0, Math.Clamp(seed, 1, int.MaxValue)),
            KMeansSeed.Derived => random.Below(0, int.MaxValue),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Seed, "The start seed of a k-means is drawn below the seed or derived."),
        });
    }
}
