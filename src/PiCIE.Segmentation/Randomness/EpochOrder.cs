namespace PiCIE.Segmentation.Randomness;

/// <summary>Draws the orders in which an epoch sees its photographs (science.md 1.3.1, 1.3.4).</summary>
public static class EpochOrder
{
    /// <summary>
    /// Draws the permutation of the epoch: entry i is the photograph (index in its split) at position i. Clustering and labelling follow
    /// it.
    /// </summary>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    /// <param name="count">Photographs of the epoch.</param>
    public static int[] Permutation(long seed, long epoch, int count) =>
        new CounterRandom(seed, epoch, -1, 0, RandomPurpose.EpochOrder).Permutation(count);

    /// <summary>Draws the order of the training pass: entry i is a position in the epoch's permutation. The last partial batch is kept.</summary>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    /// <param name="count">Photographs of the epoch.</param>
    public static int[] TrainingOrder(long seed, long epoch, int count) =>
        new CounterRandom(seed, epoch, -1, 0, RandomPurpose.TrainingOrder).Permutation(count);
}
