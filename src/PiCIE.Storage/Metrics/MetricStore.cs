using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.States;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Inserting;

namespace PiCIE.Storage.Metrics;

/// <summary>Keeps metric points in the database; each batch is one transaction.</summary>
/// <param name="contexts">Opens contexts.</param>
/// <param name="clock">Gives the time of a point.</param>
public sealed class MetricStore(IDbContextFactory<PicieContext> contexts, TimeProvider clock) : IMetricStore
{
    /// <inheritdoc/>
    public Task<bool> AppendAsync(Guid stage, int attempt, long sequence, IReadOnlyList<StageMetricPoint> points, CancellationToken cancel) =>
        DatabaseChange.RunAsync(contexts, context => AppendAsync(context, stage, attempt, sequence, points, cancel), cancel);

    private async Task<bool> AppendAsync(
        PicieContext context, Guid stage, int attempt, long sequence, IReadOnlyList<StageMetricPoint> points, CancellationToken cancel)
    {
        await SqlDialect.Of(context).LockAsync(context, "stages", [stage], cancel);
        bool newest = await context.Stages.AnyAsync(
            row => row.Id == stage && row.AttemptNumber == attempt && row.State == StageState.Running, cancel);
        if (!newest)
        {
            return false;
        }

        if (await context.MetricBatches.AnyAsync(batch => batch.StageId == stage && batch.Attempt == attempt && batch.Sequence == sequence, cancel))
        {
            return true;
        }

        DateTimeOffset now = await clock.NowAsync(context, cancel);
        context.MetricBatches.Add(new MetricBatch { StageId = stage, Attempt = attempt, Sequence = sequence, Points = points.Count, At = now });
        IReadOnlyDictionary<string, MetricSeries> series = await SeriesAsync(context, stage, attempt, [.. points.Select(point => point.Series).Distinct()], cancel);
        await RemoveRepeatedAsync(context, points, series, cancel);
        await BulkInsert.InsertAsync(context, Rows(sequence, points, series, now), cancel);
        await LevelAsync(context, points.ToLookup(point => series[point.Series], point => point.Step), cancel);
        return true;
    }

    /// <summary>Removes the points whose steps a batch tells again. Steps go up as a rule, and then one look says that there is none.</summary>
    private static async Task RemoveRepeatedAsync(
        PicieContext context, IReadOnlyList<StageMetricPoint> points, IReadOnlyDictionary<string, MetricSeries> series, CancellationToken cancel)
    {
        long first = points.Select(point => point.Step).DefaultIfEmpty(long.MaxValue).Min();
        Guid[] named = [.. series.Values.Select(one => one.Id)];
        // The last step of each series is one look into the index; whether any step is beyond the first is a read of the whole table to some planners.
        List<long?> last = await context.MetricSeries.Where(row => named.Contains(row.Id))
            .Select(row => context.MetricPoints.Where(point => point.SeriesId == row.Id).Max(point => (long?)point.Step)).ToListAsync(cancel);
        if (!last.Exists(step => step >= first))
        {
            return;
        }

        foreach (IGrouping<Guid, StageMetricPoint> told in points.GroupBy(point => series[point.Series].Id))
        {
            long[] steps = [.. told.Select(point => point.Step).Distinct()];
            await context.MetricPoints.Where(row => row.SeriesId == told.Key && steps.Contains(row.Step)).ExecuteDeleteAsync(cancel);
        }
    }

    /// <summary>Computes the blocks that the steps of a batch lie in, of the series that are long enough to have any.</summary>
    private static async Task LevelAsync(PicieContext context, ILookup<MetricSeries, long> steps, CancellationToken cancel)
    {
        IGrouping<MetricSeries, long>[] levelled = [.. steps.Where(told => told.Key.HasLevels || told.Max() >= LevelWriter.FirstStep)];
        // What a series had before it was long enough is in no block yet.
        foreach (IGrouping<bool, IGrouping<MetricSeries, long>> alike in levelled.GroupBy(told => told.Key.HasLevels))
        {
            await LevelWriter.RefreshAsync(
                context, [.. alike.Select(told => told.Key.Id)], alike.Key ? alike.Min(told => told.Min()) : 0, alike.Max(told => told.Max()), cancel);
        }

        foreach (IGrouping<MetricSeries, long> told in levelled)
        {
            told.Key.HasLevels = true;
        }

        await context.SaveChangesAsync(cancel);
    }

    /// <summary>Returns the rows of a batch. Of a step that it tells twice, the last counts.</summary>
    private static MetricPoint[] Rows(
        long sequence, IReadOnlyList<StageMetricPoint> points, IReadOnlyDictionary<string, MetricSeries> series, DateTimeOffset now) =>
        [
            .. points.GroupBy(point => (point.Series, point.Step)).Select(told => told.Last()).Select(point => new MetricPoint
            {
                SeriesId = series[point.Series].Id,
                Step = point.Step,
                Value = double.IsNaN(point.Value) ? null : point.Value,
                BatchSequence = sequence,
                At = now,
            }),
        ];

    /// <summary>Returns the series of an attempt by name, and adds those that are new.</summary>
    private static async Task<IReadOnlyDictionary<string, MetricSeries>> SeriesAsync(
        PicieContext context, Guid stage, int attempt, string[] names, CancellationToken cancel)
    {
        Dictionary<string, MetricSeries> series = await context.MetricSeries
            .Where(row => row.StageId == stage && row.Attempt == attempt && names.Contains(row.Name))
            .ToDictionaryAsync(row => row.Name, StringComparer.Ordinal, cancel);
        foreach (string name in names.Where(name => !series.ContainsKey(name)))
        {
            MetricSeries added = new() { Id = Guid.CreateVersion7(), StageId = stage, Attempt = attempt, Name = name };
            context.MetricSeries.Add(added);
            series[name] = added;
        }

        await context.SaveChangesAsync(cancel);
        return series;
    }
}
