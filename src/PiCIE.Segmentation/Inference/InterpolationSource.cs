namespace PiCIE.Segmentation.Inference;

/// <summary>Where an output position of a bilinear interpolation lies in the input (align_corners false; science.md A.7), in float32 as the framework computes it.</summary>
internal static class InterpolationSource
{
    /// <summary>The two neighbours and the share of the second.</summary>
    public static (int First, int Second, float Share) Of(int position, int outputs, int inputs)
    {
        float scale = (float)inputs / outputs;
        float source = MathF.Max(((position + 0.5f) * scale) - 0.5f, 0);
        int first = Math.Min((int)source, inputs - 1);
        return (first, Math.Min(first + 1, inputs - 1), source - first);
    }
}
