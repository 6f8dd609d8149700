namespace PiCIE.Segmentation.Views;

/// <summary>Says how the radius σ of the blur is drawn.</summary>
public enum BlurSigma
{
    /// <summary>σ = 3.8·(p − 0.5) + 0.1 of the very number p that decided to blur, as released.</summary>
    Tied,

    /// <summary>σ is uniform in [0.1, 2.0), drawn by a number of its own.</summary>
    Uniform,
}
