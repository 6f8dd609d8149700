namespace PiCIE.Segmentation.Weights.Tensors;

/// <summary>What is read of weights files at most.</summary>
internal static class WeightsLimits
{
    /// <summary>Bytes of a file, and of its tensors together: what one array holds.</summary>
    public const long LargestBytes = 2_000_000_000;
}
