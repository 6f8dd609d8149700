namespace PiCIE.Segmentation.Clustering;

/// <summary>Says how batch norms behave while features are clustered (science.md 1.5, row 1).</summary>
public enum KMeansBatchNorm
{
    /// <summary>They take batch statistics, and the running statistics move: the program since December 2021.</summary>
    Train,

    /// <summary>They take running statistics, which stay as they are: the program of July 2021.</summary>
    Eval,
}
