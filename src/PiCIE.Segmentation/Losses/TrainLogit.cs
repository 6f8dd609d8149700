namespace PiCIE.Segmentation.Losses;

/// <summary>Says what the classifier's logits are (science.md 1.5, row 7).</summary>
public enum TrainLogit
{
    /// <summary>Inner product of the normalised feature with the centroid as it is, no temperature.</summary>
    InnerProduct,

    /// <summary>Cosine: inner product with the centroid scaled to length 1.</summary>
    Cosine,
}
