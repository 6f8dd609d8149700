namespace PiCIE.Segmentation.Networks;

/// <summary>Refuses batches that are too small for the batch norms or too large for one array.</summary>
internal static class BatchBounds
{
    /// <summary>Largest number of values of a network's input or features that one array holds.</summary>
    private static readonly long LargestMap = Array.MaxLength;

    /// <summary>Refuses a batch size that some batch of a pass over the photographs cannot be computed with.</summary>
    /// <param name="option">Name of the option that the batch size stands in.</param>
    /// <param name="batchSize">Photographs of a batch; the last may be smaller.</param>
    /// <param name="photographs">Photographs of a pass.</param>
    /// <param name="resolution">Side of a photograph in the network, pixels.</param>
    /// <param name="featureWidth">D, the channels of a feature.</param>
    /// <param name="trainMode">Whether the batch norms take the batch's own statistics.</param>
    /// <exception cref="UnfitSettingException">A batch is too large, or its deepest map has one pixel and one photograph.</exception>
    public static void Require(string option, int batchSize, int photographs, int resolution, int featureWidth, bool trainMode)
    {
        RefuseTooLarge(option, batchSize, photographs, resolution, featureWidth);
        int last = photographs % batchSize == 0 ? Math.Min(batchSize, photographs) : photographs % batchSize;
        if (trainMode && last == 1 && ResNetTrunk.DeepestSide(resolution) == 1)
        {
            throw new UnfitSettingException(
                option,
                $"{option} is {batchSize}, which leaves a batch of one of {photographs} photographs, and at a resolution of {resolution} the network's deepest map has one pixel: " +
                $"batch norm has no variance of one value. Take a {option} that leaves no batch of one photograph, or a resolution above 32.");
        }
    }

    private static void RefuseTooLarge(string option, int batchSize, int photographs, int resolution, int featureWidth)
    {
        long pixels = (long)resolution * resolution, featureSide = (resolution + 3) / 4;
        long values = Math.Max(3 * pixels, featureSide * featureSide * featureWidth);
        if (Math.Min(batchSize, photographs) > LargestMap / values)
        {
            throw new UnfitSettingException(
                option,
                $"{option} is {batchSize}: at a resolution of {resolution} with {featureWidth} features a photograph's map has {values} values, " +
                $"and a batch holds at most {LargestMap}; allowed is at most {LargestMap / values}, or take a smaller resolution.");
        }
    }
}
