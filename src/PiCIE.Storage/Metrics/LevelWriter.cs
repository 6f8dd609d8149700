using Microsoft.EntityFrameworkCore;

namespace PiCIE.Storage.Metrics;

/// <summary>
/// Computes the blocks of a series anew from its points, wherever points changed. So it does not matter how often, and in which order, a batch is told.
/// </summary>
internal static class LevelWriter
{
    /// <summary>A series that ends before this step has no levels: its points are read as fast.</summary>
    public const long FirstStep = 1024;

    private const string Columns = "series_id, level, block, points, numbers, least, greatest, total, not_numbers, positive_infinities, negative_infinities, first_batch, last_batch";

    /// <summary>The largest finite number: what lies beyond is infinite, on both databases.</summary>
    private const string Largest = "1.7976931348623157e308";

    private const string Delete = "delete from metric_levels where series_id = {0} and level = {1} and block between {2} and {3}";

    private const string OfPoints = $$"""
        insert into metric_levels ({{Columns}})
        select series_id, 1, step / 16, count(*), count(case when abs(value) <= {{Largest}} then 1 end), min(case when abs(value) <= {{Largest}} then value end),
          max(case when abs(value) <= {{Largest}} then value end), coalesce(sum(case when abs(value) <= {{Largest}} then value end), 0), count(case when value is null then 1 end),
          count(case when value > {{Largest}} then 1 end), count(case when value < -{{Largest}} then 1 end), min(batch_sequence), max(batch_sequence)
        from metric_points where series_id = {0} and step >= {1} and step < {2} group by series_id, step / 16
        """;

    private const string OfLevel = $$"""
        insert into metric_levels ({{Columns}})
        select series_id, level + 1, block / 16, sum(points), sum(numbers), min(least), max(greatest), sum(total), sum(not_numbers),
          sum(positive_infinities), sum(negative_infinities), min(first_batch), max(last_batch)
        from metric_levels where series_id = {0} and level = {1} and block >= {2} and block < {3} group by series_id, level, block / 16
        """;

    /// <summary>Computes the blocks that have points of some steps.</summary>
    /// <param name="context">The database, inside the transaction that changes the points.</param>
    /// <param name="series">Id of the series.</param>
    /// <param name="from">First step whose point changed.</param>
    /// <param name="to">Last step whose point changed.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task RefreshAsync(PicieContext context, Guid series, long from, long to, CancellationToken cancel)
    {
        for (int level = 1; level <= MetricLevel.Highest; level++)
        {
            (long first, long last) = (from / MetricLevel.WidthOf(level), to / MetricLevel.WidthOf(level));
            (long below, long end) = (first * MetricLevel.Factor, (last + 1) * MetricLevel.Factor);
            await context.Database.ExecuteSqlRawAsync(Delete, [series, level, first, last], cancel);
            await (level == 1
                ? context.Database.ExecuteSqlRawAsync(OfPoints, [series, below, end], cancel)
                : context.Database.ExecuteSqlRawAsync(OfLevel, [series, level - 1, below, end], cancel));
        }
    }
}
