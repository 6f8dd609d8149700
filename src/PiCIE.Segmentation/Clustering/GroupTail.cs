namespace PiCIE.Segmentation.Clustering;

/// <summary>Says what happens to the last batches when they do not fill a group (science.md 1.5, row 10).</summary>
public enum GroupTail
{
    /// <summary>They move no centroid, as released.</summary>
    Drop,

    /// <summary>They move the centroids as a smaller group.</summary>
    Use,
}
