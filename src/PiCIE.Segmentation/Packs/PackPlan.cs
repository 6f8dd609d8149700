using PiCIE.Evaluation.Classes;

namespace PiCIE.Segmentation.Packs;

/// <summary>Says which packs are made of a split's photographs; a null path makes none of that kind.</summary>
public sealed record PackPlan
{
    /// <summary>Folder of the data set, which names in fingerprints are relative to; null gives no fingerprints.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Path of the base pack (photographs for training).</summary>
    public string? BasePath { get; init; }

    /// <summary>Side of base photographs, pixels.</summary>
    public int BaseResolution { get; init; }

    /// <summary>Path of the evaluation pack.</summary>
    public string? EvaluationPath { get; init; }

    /// <summary>Path of the label pack.</summary>
    public string? LabelsPath { get; init; }

    /// <summary>Side of evaluation photographs and labels, pixels.</summary>
    public int Resolution { get; init; }

    /// <summary>Form in which photographs are stored; labels are always raw.</summary>
    public PackPacking Packing { get; init; } = PackPacking.Raw;

    /// <summary>The table in which every raw id must stand; null checks none. Ids are checked in the whole label image, before any crop.</summary>
    public ClassTable? Classes { get; init; }
}
