using Microsoft.EntityFrameworkCore;

namespace PiCIE.Storage.Metrics;

/// <summary>A series of one attempt, of which what its batches told up to a number counts.</summary>
/// <param name="context">The database.</param>
/// <param name="series">The series.</param>
/// <param name="last">Number of the last batch that counts.</param>
internal sealed class CountedSeries(PicieContext context, MetricSeries series, long last)
{
    private IQueryable<MetricPoint> Points => context.MetricPoints.AsNoTracking().Where(point => point.SeriesId == series.Id && point.BatchSequence <= last);

    /// <summary>Returns the first and the last step that counts; null where there is none.</summary>
    public async Task<(long? First, long? Last)> EndsAsync(CancellationToken cancel) => (
        await Points.OrderBy(point => point.Step).Select(point => (long?)point.Step).FirstOrDefaultAsync(cancel),
        await Points.OrderByDescending(point => point.Step).Select(point => (long?)point.Step).FirstOrDefaultAsync(cancel));

    /// <summary>Adds what counts of some steps.</summary>
    /// <param name="sums">Takes it.</param>
    /// <param name="level">The coarsest level that may be read.</param>
    /// <param name="from">First step, at the begin of a block of that level.</param>
    /// <param name="end">Step behind the last, at the end of a block of that level.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public async Task AddAsync(BucketSums sums, int level, long from, long end, CancellationToken cancel)
    {
        if (level == 0 || !series.HasLevels)
        {
            foreach (var point in await Points.Where(point => point.Step >= from && point.Step < end).OrderBy(point => point.Step)
                .Select(point => new { point.Step, point.Value }).ToListAsync(cancel))
            {
                sums.Add(point.Step, point.Value);
            }

            return;
        }

        long width = MetricLevel.WidthOf(level);
        (long first, long behind) = (from / width, end / width);
        foreach (MetricLevel block in await context.MetricLevels.AsNoTracking()
            .Where(block => block.SeriesId == series.Id && block.Level == level && block.Block >= first && block.Block < behind && block.FirstBatch <= last)
            .OrderBy(block => block.Block).ToListAsync(cancel))
        {
            if (block.LastBatch <= last)
            {
                sums.Add(block);
            }
            else
            {
                // The attempt went on behind the checkpoint that another one resumed from: only some of its points count.
                await AddAsync(sums, level - 1, block.Block * width, (block.Block + 1) * width, cancel);
            }
        }
    }
}
