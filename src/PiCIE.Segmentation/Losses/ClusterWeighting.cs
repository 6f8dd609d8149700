namespace PiCIE.Segmentation.Losses;

/// <summary>Says how a cluster's weight in the cross entropy comes from its number of pixels c (science.md 1.5, row 3).</summary>
public enum ClusterWeighting
{
    /// <summary>c/Σc, as released: large clusters weigh more.</summary>
    Proportional,

    /// <summary>All alike.</summary>
    None,

    /// <summary>1/c, mean 1 over the clusters that have pixels.</summary>
    Inverse,

    /// <summary>1/√c, mean 1 over the clusters that have pixels.</summary>
    InverseSqrt,
}
