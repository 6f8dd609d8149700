using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Figures;

namespace PiCIE.Pipeline.Tests.Figures;

public sealed class StatisticsTests
{
    [Fact]
    public void The_deviation_is_the_sample_deviation()
    {
        // Mean 5; squares 9 + 1 + 1 + 9 = 20 over 3.
        MeanAndDeviation figures = Statistics.Of([2, 4, 6, 8]);

        figures.Mean.ShouldBe(5, tolerance: 1e-12);
        figures.Std.ShouldBe(Math.Sqrt(20 / 3.0), tolerance: 1e-12);
    }

    [Fact]
    public void A_single_value_has_no_deviation() => Statistics.Of([61.5]).ShouldBe(new MeanAndDeviation(61.5, 0));

    [Fact]
    public void Equal_values_have_a_deviation_of_zero() => Statistics.Of([3, 3, 3]).ShouldBe(new MeanAndDeviation(3, 0));
}
