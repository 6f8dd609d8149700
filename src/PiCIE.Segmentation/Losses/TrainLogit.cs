namespace PiCIE.Segmentation.Losses;

/// <summary>Selects the classifier's logits (science.md 1.5, row 7).</summary>
public enum TrainLogit
{
    /// <summary>The inner product of the normalised feature with the centroid as it is, without a temperature.</summary>
    InnerProduct,

    /// <summary>The cosine: the inner product with the centroid scaled to length 1.</summary>
    Cosine,
}
