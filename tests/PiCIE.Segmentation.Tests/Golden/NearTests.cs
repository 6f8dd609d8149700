namespace PiCIE.Segmentation.Tests.Golden;

/// <summary>A comparison that takes NaN for near would let every golden file pass.</summary>
public sealed class NearTests
{
    private static readonly float[] Expected = [1, 2, 3];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_value_that_is_no_number_is_infinitely_far_wherever_it_stands(int place)
    {
        float[] actual = [1, 2, 3];
        actual[place] = float.NaN;
        Near.RelativeNorm(actual, Expected).ShouldBe(double.PositiveInfinity);
        Near.Differences(actual, Expected).ShouldBe((double.PositiveInfinity, double.PositiveInfinity));
        Near.Largest(actual.Select(x => (double)x), Expected.Select(x => (double)x)).ShouldBe(double.PositiveInfinity);
        Should.Throw<ShouldAssertException>(() => Near.Absolute(actual, Expected, 1e30, "absolute"));
        Should.Throw<ShouldAssertException>(() => Near.Relative(actual, Expected, 1e30, "relative"));
        Should.Throw<ShouldAssertException>(() => Views.Maps.ShouldBeWithin(actual, Expected, 1e30f));
    }

    [Fact]
    public void Equal_values_are_at_no_distance()
    {
        Near.RelativeNorm(Expected, Expected).ShouldBe(0);
        Near.Differences(Expected, Expected).ShouldBe((0, 0));
        Near.Absolute(Expected, Expected, 0, "absolute");
    }
}
