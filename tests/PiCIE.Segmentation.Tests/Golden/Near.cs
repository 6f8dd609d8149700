namespace PiCIE.Segmentation.Tests.Golden;

/// <summary>
/// Comparisons in the terms of golden/README.md. A difference that is no number counts as infinite: <c>NaN</c> sorts below every tolerance.
/// </summary>
internal static class Near
{
    /// <summary>max|Δ| ≤ tolerance.</summary>
    public static void Absolute(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, double tolerance, string what) =>
        LargestDifference(actual, expected, what).ShouldBeLessThanOrEqualTo(tolerance, what);

    /// <summary>max|Δ| ≤ tolerance · max|expected|.</summary>
    public static void Relative(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, double tolerance, string what)
    {
        double largest = 0.0;
        foreach (float value in expected)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        LargestDifference(actual, expected, what).ShouldBeLessThanOrEqualTo(tolerance * largest, what);
    }

    /// <summary>‖Δ‖₂ / ‖expected‖₂.</summary>
    public static double RelativeNorm(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        double difference = 0, norm = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            difference += Math.Pow((double)actual[i] - expected[i], 2);
            norm += (double)expected[i] * expected[i];
        }

        return Number(Math.Sqrt(difference / norm));
    }

    /// <summary>Mean and largest |Δ|.</summary>
    public static (double Mean, double Largest) Differences(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        double sum = 0, largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs((double)actual[i] - expected[i]);
            sum += difference;
            largest = Math.Max(largest, difference);
        }

        return (Number(sum / expected.Length), Number(largest));
    }

    /// <summary>Largest |Δ| of pairs of equal number.</summary>
    public static double Largest(IEnumerable<double> actual, IEnumerable<double> expected)
    {
        double[] first = [.. actual], second = [.. expected];
        first.Length.ShouldBe(second.Length);

        // Math.Max, unlike Enumerable.Max, keeps a NaN.
        return Number(first.Zip(second, (a, b) => Math.Abs(a - b)).Aggregate(0.0, Math.Max));
    }

    private static double LargestDifference(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, string what)
    {
        actual.Length.ShouldBe(expected.Length, what);
        return Differences(actual, expected).Largest;
    }

    private static double Number(double value) => double.IsNaN(value) ? double.PositiveInfinity : value;
}
