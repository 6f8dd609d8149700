using System.Globalization;
using PiCIE.Storage.Databases;

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

    /// <summary>Computes the blocks that have points of some steps, those of all series in two statements a level.</summary>
    /// <param name="context">The database, inside the transaction that changes the points.</param>
    /// <param name="series">Ids of the series.</param>
    /// <param name="from">First step whose point changed in one of them.</param>
    /// <param name="to">Last step whose point changed in one of them.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task RefreshAsync(PicieContext context, IReadOnlyCollection<Guid> series, long from, long to, CancellationToken cancel)
    {
        SqlDialect sql = SqlDialect.Of(context);
        for (int level = 1; level <= MetricLevel.Highest; level++)
        {
            (long first, long last) = (from / MetricLevel.WidthOf(level), to / MetricLevel.WidthOf(level));
            (long below, long end) = (first * MetricLevel.Factor, (last + 1) * MetricLevel.Factor);
            await sql.ExecuteAsync(
                context, string.Create(CultureInfo.InvariantCulture, $"delete from metric_levels where series_id in (@these) and level = {level} and block between {first} and {last}"),
                series, cancel);
            await sql.ExecuteAsync(context, level == 1 ? OfPoints(below, end) : OfLevel(level - 1, below, end), series, cancel);
        }
    }

    private static string OfPoints(long from, long end) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        insert into metric_levels ({Columns})
        select series_id, 1, step / 16, count(*), count(case when abs(value) <= {Largest} then 1 end), min(case when abs(value) <= {Largest} then value end),
          max(case when abs(value) <= {Largest} then value end), coalesce(sum(case when abs(value) <= {Largest} then value end), 0), count(case when value is null then 1 end),
          count(case when value > {Largest} then 1 end), count(case when value < -{Largest} then 1 end), min(batch_sequence), max(batch_sequence)
        from (@these) these join metric_points on series_id = these.id and step >= {from} and step < {end}
        group by series_id, step / 16
        """);

    private static string OfLevel(int level, long from, long end) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        insert into metric_levels ({Columns})
        select series_id, level + 1, block / 16, sum(points), sum(numbers), min(least), max(greatest), sum(total), sum(not_numbers),
          sum(positive_infinities), sum(negative_infinities), min(first_batch), max(last_batch)
        from (@these) these join metric_levels on series_id = these.id and level = {level} and block >= {from} and block < {end}
        group by series_id, level, block / 16
        """);
}
