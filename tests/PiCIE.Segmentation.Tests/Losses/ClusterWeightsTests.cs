using PiCIE.Segmentation.Losses;

namespace PiCIE.Segmentation.Tests.Losses;

/// <summary>Weights of clusters from their sizes (science.md 1.4.3 and 1.5, row 3).</summary>
public sealed class ClusterWeightsTests
{
    private static readonly long[] Counts = [4, 0, 1, 16];

    [Theory]
    [InlineData(ClusterWeighting.Proportional, new[] { 4 / 21.0, 0, 1 / 21.0, 16 / 21.0 })]
    [InlineData(ClusterWeighting.Inverse, new[] { 0.25 * 3 / 1.3125, 0, 3 / 1.3125, 0.0625 * 3 / 1.3125 })]
    [InlineData(ClusterWeighting.InverseSqrt, new[] { 0.5 * 3 / 1.75, 0, 3 / 1.75, 0.25 * 3 / 1.75 })]
    public void Weights_follow_the_rule_and_an_empty_cluster_weighs_nothing(ClusterWeighting rule, double[] expected)
    {
        float[] weights = ClusterWeights.Of(Counts, new LossOptions { Weighting = rule }).ShouldNotBeNull();
        for (int k = 0; k < expected.Length; k++)
        {
            ((double)weights[k]).ShouldBe(expected[k], 1e-6);
        }

        if (rule != ClusterWeighting.Proportional)
        {
            weights.Where(weight => weight > 0).Average(weight => (double)weight).ShouldBe(1, 1e-6);
        }
    }

    [Fact]
    public void Without_balance_or_with_the_rule_none_all_weigh_alike()
    {
        ClusterWeights.Of(Counts, new LossOptions { Balance = false }).ShouldBeNull();
        ClusterWeights.Of(Counts, new LossOptions { Weighting = ClusterWeighting.None }).ShouldBeNull();
    }

    [Fact]
    public void A_rule_that_is_none_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ClusterWeights.Of(Counts, new LossOptions { Weighting = (ClusterWeighting)9 }));
}
