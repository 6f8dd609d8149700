namespace PiCIE.Segmentation.Training;

/// <summary>Names the passes of an epoch over the photographs, in their order.</summary>
public enum EpochPass
{
    /// <summary>Features of view 1 are clustered.</summary>
    ClusterView1,

    /// <summary>Features of view 2 are clustered.</summary>
    ClusterView2,

    /// <summary>Pixels of view 1 get their pseudo-labels.</summary>
    LabelView1,

    /// <summary>Pixels of view 2 get their pseudo-labels.</summary>
    LabelView2,

    /// <summary>The network is trained.</summary>
    Train,
}
