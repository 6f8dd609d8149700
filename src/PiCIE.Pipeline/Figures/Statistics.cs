using PiCIE.Pipeline.Documents;

namespace PiCIE.Pipeline.Figures;

/// <summary>Computes mean and sample standard deviation.</summary>
internal static class Statistics
{
    /// <summary>Returns mean and deviation of at least one value; the deviation of a single one is 0.</summary>
    public static MeanAndDeviation Of(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        double squares = values.Sum(value => (value - mean) * (value - mean));
        return new MeanAndDeviation(mean, values.Count < 2 ? 0 : Math.Sqrt(squares / (values.Count - 1)));
    }
}
