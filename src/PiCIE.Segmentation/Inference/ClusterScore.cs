namespace PiCIE.Segmentation.Inference;

/// <summary>
/// Selects the score that says how near a pixel's normalised feature z is to a centroid μ when a photograph is evaluated (switch
/// <c>evalScore</c>; science.md 1.5, row 6).
/// </summary>
public enum ClusterScore
{
    /// <summary>The score is ⟨z, μ⟩ with the centroid as it is, as released.</summary>
    InnerProduct,

    /// <summary>The score is −‖z − μ‖², as in labelling.</summary>
    NegativeDistance,

    /// <summary>The score is ⟨z, μ/‖μ‖⟩.</summary>
    Cosine,
}
