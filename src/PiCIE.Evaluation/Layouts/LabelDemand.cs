namespace PiCIE.Evaluation.Layouts;

/// <summary>What a reader of a split wants of its label images.</summary>
public enum LabelDemand
{
    /// <summary>It reads none, so none can be missing: training, clustering.</summary>
    None,

    /// <summary>It looks at those that are there; a photograph without one stays in the split: a check of the data.</summary>
    WhereThere,

    /// <summary>It needs one for each photograph: evaluation. A folder of one's own may still have none at all.</summary>
    All,
}
