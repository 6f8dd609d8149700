namespace PiCIE.Segmentation.Images;

/// <summary>
/// Holds the triangle filter along one axis, widened by the scale when shrinking (science.md A.1): for each output its first input and its
/// weights, as fractions or in units of 2⁻²².
/// </summary>
internal sealed class ResampleTaps
{
    public const int Precision = 22;

    private ResampleTaps(int[] first, int[] count, int width, double[] weights)
        : this(first, count, width, Array.ConvertAll(weights, weight => (float)weight), Array.ConvertAll(weights, weight => (int)(0.5 + (weight * (1 << Precision)))))
    {
    }

    private ResampleTaps(int[] first, int[] count, int width, float[] weights, int[] @fixed) =>
        (First, Count, Width, Weights, Fixed) = (first, count, width, weights, @fixed);

    /// <summary>First input of each output.</summary>
    public int[] First { get; }

    /// <summary>Number of inputs of each output.</summary>
    public int[] Count { get; }

    /// <summary>Number of weights kept for each output; those beyond its count are 0.</summary>
    public int Width { get; }

    /// <summary>Weights as fractions, <see cref="Width"/> for each output.</summary>
    public float[] Weights { get; }

    /// <summary>Weights in units of 2⁻²².</summary>
    public int[] Fixed { get; }

    /// <summary>Returns the filter from a number of inputs to a number of outputs.</summary>
    /// <param name="inputs">Values along the axis.</param>
    /// <param name="outputs">Wanted values.</param>
    public static ResampleTaps Triangle(int inputs, int outputs) => Triangle(inputs, outputs, 0, outputs);

    /// <summary>Returns the filter for some of the outputs.</summary>
    /// <param name="inputs">Values along the axis.</param>
    /// <param name="outputs">Outputs that there would be in all.</param>
    /// <param name="from">First wanted output.</param>
    /// <param name="wanted">Number of wanted outputs.</param>
    public static ResampleTaps Triangle(int inputs, long outputs, long from, int wanted)
    {
        double ratio = (double)inputs / outputs;
        double reach = Math.Max(ratio, 1);
        int width = ((int)Math.Ceiling(reach) * 2) + 1;
        int[] first = new int[wanted];
        int[] count = new int[wanted];
        double[] weights = new double[wanted * width];
        for (int x = 0; x < wanted; x++)
        {
            double centre = (from + x + 0.5) * ratio;
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

    /// <summary>Returns the same filter for inputs of which the first few are left out.</summary>
    /// <param name="left">Number of inputs that are left out; no output may need them.</param>
    public ResampleTaps Shifted(int left) => new(Array.ConvertAll(First, first => first - left), Count, Width, Weights, Fixed);
}
