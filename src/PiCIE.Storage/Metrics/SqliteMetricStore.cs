using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.States;
using PiCIE.Storage.Columns;

namespace PiCIE.Storage.Metrics;

/// <summary>Keeps metric points in SQLite; each batch is one immediate transaction.</summary>
/// <param name="contexts">Opens contexts.</param>
/// <param name="clock">Gives the time of a point.</param>
public sealed class SqliteMetricStore(IDbContextFactory<PicieContext> contexts, TimeProvider clock) : IMetricStore
{
    /// <inheritdoc/>
    public async Task<bool> AppendAsync(
        Guid stage, int attempt, IReadOnlyList<StageMetricPoint> points, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        bool newest = await context.Stages.AnyAsync(
            row => row.Id == stage && row.AttemptNumber == attempt && row.State == StageState.Running, cancel);
        if (!newest)
        {
            return false;
        }

        foreach (IGrouping<string, StageMetricPoint> named in points.GroupBy(point => point.Series, StringComparer.Ordinal))
        {
            await AppendAsync(context, await SeriesAsync(context, stage, attempt, named.Key, cancel), named, cancel);
        }

        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private async Task AppendAsync(PicieContext context, Guid series, IEnumerable<StageMetricPoint> points, CancellationToken cancel)
    {
        DateTimeOffset now = clock.GetUtcNow();
        foreach (StageMetricPoint point in points)
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                insert into metric_points (series_id, step, value, at) values ({series}, {point.Step}, {Stored(point.Value)}, {UtcText.Write(now)})
                on conflict (series_id, step) do update set value = excluded.value, at = excluded.at
                """, cancel);
        }
    }

    private static double? Stored(double value) => double.IsNaN(value) ? null : value;

    private static async Task<Guid> SeriesAsync(
        PicieContext context, Guid stage, int attempt, string name, CancellationToken cancel)
    {
        MetricSeries? series = await context.MetricSeries.SingleOrDefaultAsync(
            row => row.StageId == stage && row.Attempt == attempt && row.Name == name, cancel);
        if (series is null)
        {
            series = new MetricSeries { Id = Guid.CreateVersion7(), StageId = stage, Attempt = attempt, Name = name };
            context.MetricSeries.Add(series);
            await context.SaveChangesAsync(cancel);
        }

        return series.Id;
    }
}
