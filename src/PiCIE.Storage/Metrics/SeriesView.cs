namespace PiCIE.Storage.Metrics;

/// <summary>A series in buckets of equal width; every point that counts is in one, so that no extreme gets lost.</summary>
/// <param name="Width">Number of steps in a bucket; 1 shows every point.</param>
/// <param name="Points">Number of points in all buckets.</param>
/// <param name="Buckets">The buckets that have points, by step.</param>
public sealed record SeriesView(long Width, long Points, IReadOnlyList<SeriesBucket> Buckets);
