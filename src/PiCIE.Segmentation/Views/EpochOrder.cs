namespace PiCIE.Segmentation.Views;

/// <summary>In which order an epoch sees its photographs (science.md 1.3.1, 1.3.4).</summary>
public static class EpochOrder
{
    /// <summary>The permutation of the epoch: entry i is the photograph (index in its list) at position i. Clustering and labelling follow it.</summary>
    public static int[] Permutation(long seed, long epoch, int count) =>
        new CounterRandom(seed, epoch, -1, 0, RandomPurpose.EpochOrder).Permutation(count);

    /// <summary>The order of the training pass: entry i is a position in the epoch's permutation. The last partial batch is kept.</summary>
    public static int[] TrainingOrder(long seed, long epoch, int count) =>
        new CounterRandom(seed, epoch, -1, 0, RandomPurpose.TrainingOrder).Permutation(count);
}
