namespace PiCIE.Storage.Metrics;

/// <summary>What the points of a series in some steps come to.</summary>
/// <param name="Step">Its first step.</param>
/// <param name="Points">Number of points.</param>
/// <param name="Least">The least finite value; null without one.</param>
/// <param name="Greatest">The greatest finite value; null without one.</param>
/// <param name="Mean">Mean of the finite values; null without one.</param>
/// <param name="NotNumbers">Number of points that are not a number.</param>
/// <param name="PositiveInfinities">Number of points that are positive infinity.</param>
/// <param name="NegativeInfinities">Number of points that are negative infinity.</param>
public sealed record SeriesBucket(
    long Step, long Points, double? Least, double? Greatest, double? Mean, long NotNumbers, long PositiveInfinities, long NegativeInfinities);
