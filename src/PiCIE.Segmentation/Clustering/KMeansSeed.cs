namespace PiCIE.Segmentation.Clustering;

/// <summary>Says where the seed of the rows that start a clustering comes from (science.md 1.5, row 9).</summary>
public enum KMeansSeed
{
    /// <summary>A number drawn from 0 to seed − 1, as released; always 0 for seed 1.</summary>
    BelowSeed,

    /// <summary>A number of its own for each seed, epoch and view.</summary>
    Derived,
}
