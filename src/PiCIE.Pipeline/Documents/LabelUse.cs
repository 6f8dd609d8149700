namespace PiCIE.Pipeline.Documents;

/// <summary>Says what labels were used for before the figures of a run were computed with them.</summary>
public enum LabelUse
{
    /// <summary>No label was used.</summary>
    None,

    /// <summary>A choice among runs or epochs followed figures that need labels.</summary>
    Selection,

    /// <summary>The network was trained with labels.</summary>
    Training,
}
