namespace PiCIE.Evaluation.Layouts;

/// <summary>Says which label images the reader of a split needs.</summary>
public enum LabelDemand
{
    /// <summary>It reads none, so none can be missing; for training and clustering.</summary>
    None,

    /// <summary>It looks at those that are there, and a photograph without one stays in the split; for a check of the data.</summary>
    WhereThere,

    /// <summary>It needs one for each photograph; for evaluation. A person's own folder may still have none at all.</summary>
    All,
}
