namespace PiCIE.Segmentation.Images;

/// <summary>
/// The triangle filter along one axis, widened by the scale when shrinking (science.md A.1): for each output its first input and its
/// weights, as fractions or in units of 2⁻²².
/// </summary>
internal sealed class ResampleTaps
{
    public const int Precision = 22;

    private ResampleTaps(int[] first, int[] count, int width, double[] weights)
    {
        (First, Count, Width) = (first, count, width);
        Weights = Array.ConvertAll(weights, weight => (float)weight);
        Fixed = Array.ConvertAll(weights, weight => (int)(0.5 + (weight * (1 << Precision))));
    }

    /// <summary>First input of each output.</summary>
    public int[] First { get; }

    /// <summary>Number of inputs of each output.</summary>
    public int[] Count { get; }

    /// <summary>Weights kept for each output; those beyond its count are 0.</summary>
    public int Width { get; }

    /// <summary>Weights as fractions, <see cref="Width"/> for each output.</summary>
    public float[] Weights { get; }

    /// <summary>Weights in units of 2⁻²².</summary>
    public int[] Fixed { get; }

    public static ResampleTaps Triangle(int inputs, int outputs)
    {
        double ratio = (double)inputs / outputs;
        double reach = Math.Max(ratio, 1);
        int width = ((int)Math.Ceiling(reach) * 2) + 1;
        int[] first = new int[outputs];
        int[] count = new int[outputs];
        double[] weights = new double[outputs * width];
        for (int x = 0; x < outputs; x++)
        {
            double centre = (x + 0.5) * ratio;
            first[x] = Math.Max((int)(centre - reach + 0.5), 0);
            count[x] = Math.Min((int)(centre + reach + 0.5), inputs) - first[x];
            Span<double> row = weights.AsSpan(x * width, count[x]);
            double sum = 0.0;
            for (int m = 0; m < row.Length; m++)
            {
                row[m] = Math.Max(0, 1 - Math.Abs((m + first[x] - centre + 0.5) * (1 / reach)));
                sum += row[m];
            }

            for (int m = 0; m < row.Length; m++)
            {
                row[m] *= 1 / sum;
            }
        }

        return new ResampleTaps(first, count, width, weights);
    }
}
