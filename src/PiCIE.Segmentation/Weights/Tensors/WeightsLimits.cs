namespace PiCIE.Segmentation.Weights.Tensors;

/// <summary>Holds the limits on what is read of weights files.</summary>
internal static class WeightsLimits
{
    /// <summary>Largest length in bytes of a file, and of its tensors together: what one array holds.</summary>
    public const long LargestBytes = 2_000_000_000;
}
