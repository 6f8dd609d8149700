namespace PiCIE.Segmentation.Packs;

/// <summary>Says what a pack holds. The value stands in the file.</summary>
public enum PackKind
{
    /// <summary>Photographs at the base resolution, for training.</summary>
    Base = 1,

    /// <summary>Photographs at the resolution of clustering and evaluation.</summary>
    Evaluation = 2,

    /// <summary>Raw ids of the label images at the resolution of evaluation.</summary>
    Labels = 3,
}
