namespace PiCIE.Segmentation.Losses;

/// <summary>Says how a cluster's weight in the cross entropy comes from its number of pixels c (science.md 1.5, row 3).</summary>
public enum ClusterWeighting
{
    /// <summary>The weight is c/Σc, as released: large clusters weigh more.</summary>
    Proportional,

    /// <summary>All clusters weigh alike.</summary>
    None,

    /// <summary>The weight is 1/c, with mean 1 over the clusters that have pixels.</summary>
    Inverse,

    /// <summary>The weight is 1/√c, with mean 1 over the clusters that have pixels.</summary>
    InverseSqrt,
}
