using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Benchmarks.Engine;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.States;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Metrics;

namespace PiCIE.Benchmarks.Queues;

/// <summary>How many metric points a second the database takes, in batches as attempts report them, from one attempt and from four at once.</summary>
internal static class PointsBenchmark
{
    private const int Attempts = 4;
    private const int BatchSize = 1000;
    private const int Series = 10;

    /// <summary>Measures and prints.</summary>
    /// <param name="thousands">Batches of a thousand points for each measurement.</param>
    public static async Task RunAsync(int thousands)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("picie-points-");
        try
        {
            await using ServiceProvider services = new ServiceCollection().AddPicie(IdleStage.HomeIn(folder.FullName)).BuildServiceProvider();
            Guid[] stages = await StartAsync(services, folder.FullName);
            IMetricStore store = services.GetRequiredService<IMetricStore>();
            await WriteAsync(store, stages[0], 0, 10);
            Say(1, thousands, await TimeAsync(() => WriteAsync(store, stages[0], 10, thousands)));
            Say(Attempts, thousands, await TimeAsync(() => Task.WhenAll(stages[1..].Select(stage => WriteAsync(store, stage, 0, thousands / Attempts)))));
            await using PicieContext context = await services.GetRequiredService<IDbContextFactory<PicieContext>>().CreateDbContextAsync();
            int stored = await context.MetricPoints.CountAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stored} points stored"));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Guid[]> StartAsync(ServiceProvider services, string folder)
    {
        for (int seed = 0; seed <= Attempts; seed++)
        {
            await EngineSpec.SubmitAsync(services, folder, $"points-{seed}", $"person-{seed}", seed + 1, 1);
        }

        IDbContextFactory<PicieContext> contexts = services.GetRequiredService<IDbContextFactory<PicieContext>>();
        await QueueEnds.EndReadyAsync(services, contexts, 1);
        await services.GetRequiredService<Admission>().AdmitAsync([new JobPool(QueueEnds.Pool, Attempts + 1, static (_, _, _) => { })], null, CancellationToken.None);
        await using PicieContext context = await contexts.CreateDbContextAsync();
        var offered = await context.Stages.Where(stage => stage.State == StageState.Ready && stage.OfferedUntil != null).Select(stage => new { stage.Id, stage.Offer }).ToListAsync();
        foreach (var stage in offered)
        {
            await QueueEnds.StartAsync(services, stage.Id, stage.Offer);
        }

        return [.. offered.Select(stage => stage.Id)];
    }

    private static async Task WriteAsync(IMetricStore store, Guid stage, int from, int batches)
    {
        for (int batch = from; batch < from + batches; batch++)
        {
            StageMetricPoint[] points =
                [.. Enumerable.Range(0, BatchSize).Select(index => new StageMetricPoint($"train/loss-{index % Series}", ((long)batch * BatchSize / Series) + (index / Series), index / 3.0))];
            if (!await store.AppendAsync(stage, 1, batch + 1, points, CancellationToken.None))
            {
                throw new InvalidOperationException("points were refused");
            }
        }
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        Stopwatch clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed;
    }

    private static void Say(int attempts, int thousands, TimeSpan took) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{attempts} attempts at once: {thousands * BatchSize / took.TotalSeconds:0} points a second ({took.TotalSeconds:0.0} s)"));
}
