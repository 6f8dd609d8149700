using Microsoft.EntityFrameworkCore;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Metrics;

/// <summary>
/// Reads a series of a stage in buckets with minima and maxima: from the coarsest blocks that fit into a bucket, and where only some points of a block count
/// after a resume, from finer ones and from the points themselves.
/// </summary>
public static class SeriesReader
{
    /// <summary>Reads a series.</summary>
    /// <param name="context">The database.</param>
    /// <param name="stage">Id of the stage.</param>
    /// <param name="name">Name of the series.</param>
    /// <param name="buckets">Number of buckets that are wanted, at least 1; there may be one more, for they begin at multiples of their width.</param>
    /// <param name="from">First step; null for the first that counts. Its whole bucket is read.</param>
    /// <param name="to">Last step; null for the last that counts. Its whole bucket is read.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public static async Task<SeriesView> ReadAsync(
        PicieContext context, Guid stage, string name, int buckets, long? from, long? to, CancellationToken cancel)
    {
        List<MetricSeries> told = await context.MetricSeries.AsNoTracking().Where(series => series.StageId == stage).ToListAsync(cancel);
        List<Attempt> attempts = await context.Attempts.AsNoTracking().Where(attempt => attempt.StageId == stage).ToListAsync(cancel);
        PointChain chain = PointChain.Of(attempts, told.Select(series => series.Attempt).ToHashSet());
        CountedSeries[] counted = [.. told.Where(series => series.Name == name && chain.LastOf(series.Attempt) > 0).OrderBy(series => series.Attempt)
            .Select(series => new CountedSeries(context, series, chain.LastOf(series.Attempt)!.Value))];
        long least = from ?? long.MaxValue;
        long greatest = to ?? long.MinValue;
        foreach (CountedSeries series in from is null || to is null ? counted : [])
        {
            (long? first, long? last) = await series.EndsAsync(cancel);
            least = from ?? Math.Min(least, first ?? long.MaxValue);
            greatest = to ?? Math.Max(greatest, last ?? long.MinValue);
        }

        if (least > greatest)
        {
            return new SeriesView(1, 0, []);
        }

        (int level, long width) = WidthFor(greatest - least + 1, buckets);
        BucketSums sums = new(least / width * width, width);
        foreach (CountedSeries series in counted)
        {
            await series.AddAsync(sums, level, least / width * width, ((greatest / width) + 1) * width, cancel);
        }

        return sums.View();
    }

    /// <summary>Returns the width of buckets that is nearest above the wanted one, and the coarsest level whose blocks fill it.</summary>
    private static (int Level, long Width) WidthFor(long steps, int buckets)
    {
        long wanted = Math.Max(1, (steps + buckets - 1) / buckets);
        int level = 0;
        while (level < MetricLevel.Highest && MetricLevel.WidthOf(level + 1) <= wanted)
        {
            level++;
        }

        long block = MetricLevel.WidthOf(level);
        return (level, (wanted + block - 1) / block * block);
    }
}
