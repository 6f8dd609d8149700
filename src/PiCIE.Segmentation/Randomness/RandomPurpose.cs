namespace PiCIE.Segmentation.Randomness;

/// <summary>Says what a random number is for. The value is part of the key of the generator and must never change.</summary>
public enum RandomPurpose
{
    /// <summary>The permutation of an epoch's photographs.</summary>
    EpochOrder = 1,

    /// <summary>The order of the training batches over that permutation.</summary>
    TrainingOrder = 2,

    /// <summary>The photometric transform of one view.</summary>
    Photometric = 3,

    /// <summary>The geometric transform, shared by both views.</summary>
    Geometric = 4,

    // 5 was never drawn with; it stays free, so that no purpose gets another's number.

    /// <summary>The choice of the initial pixels that a k-means of a training samples.</summary>
    KMeansRows = 6,

    /// <summary>The order of the photographs in fresh clustering.</summary>
    FreshClusteringOrder = 7,

    /// <summary>The seed of the start rows of a k-means of a training.</summary>
    KMeansSeed = 8,

    /// <summary>The choice of the initial pixels that a fresh clustering samples.</summary>
    FreshKMeansRows = 9,

    /// <summary>The seed of the start rows of a fresh clustering.</summary>
    FreshKMeansSeed = 10,
}
