using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Benchmarks.Engine;
using PiCIE.Experiments.Filters;
using PiCIE.Pipeline;
using PiCIE.Storage;
using PiCIE.Storage.Runs;
using PiCIE.Tests.Databases;

namespace PiCIE.Benchmarks.RunTables;

/// <summary>What the questions of the run table take among many runs: pages in any order, groups of replicates, counts, and the keys that there are.</summary>
internal static class RunTableBenchmark
{
    private const int Most = 10_001;

    private static readonly (string Name, string Where, string Sort)[] Pages =
    [
        ("newest 100", "", ""),
        ("status, setting and tag, by a figure", "status = done settings.train.learningRate >= 3e-4 tag = good", "-metrics.val.meanIoU"),
        ("filter that fights the order", "settings.backbone.weights = weights-77 settings.train.optimizer = adam", "-metrics.val.meanIoU"),
        ("by a figure that few have", "", "-metrics.val.iou.class-3"),
        ("by a number that many share", "", "-settings.train.epochs"),
        ("by the figure of the first split", "", "-metrics.meanIoU"),
        ("a word that few have", "\"config-777,seed\"", ""),
        ("a word that all have", "sweep", ""),
        ("five tests", "status = done settings.method = picie settings.train.k < 20 metrics.val.accuracy > 40 not tag = good", "-metrics.test.meanIoU"),
    ];

    private static readonly (string Name, string Where, string Sort)[] Groups =
    [
        ("groups by a mean", "", "-metrics.val.meanIoU"),
        ("groups of a setting by a mean, mean > 14, n >= 3", "settings.train.learningRate >= 3e-4 and metrics.val.meanIoU > 14 and n >= 3", "-metrics.val.meanIoU"),
    ];

    /// <summary>Fills a database, on the one that <c>PICIE_DATABASE</c> names or on one of its own, and measures.</summary>
    /// <param name="runs">Number of runs.</param>
    /// <param name="requests">Requests of each question.</param>
    public static async Task RunAsync(int runs, int requests)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("picie-run-table-");
        try
        {
            PicieHome home = IdleStage.HomeIn(folder.FullName);
            await using ServiceProvider services = new ServiceCollection().AddPicie(home).BuildServiceProvider();
            await FillAsync(services, runs);
            RunSource source = home.Server is { } server ? RunSource.OfServer(server) : RunSource.OfFile(home.Database);
            foreach ((string name, string where, string sort) in Pages)
            {
                RunQuery query = Query(FilterParser.Parse(where), FilterOrder.Parse, sort);
                await MeasureAsync(name, requests, () => RunListReader.ReadAsync(source, query, CancellationToken.None));
                await MeasureAsync($"{name}: count to {Most}", requests, () => RunListReader.CountAsync(source, query, Most, CancellationToken.None));
            }

            foreach ((string name, string where, string sort) in Groups)
            {
                RunQuery query = Query(FilterParser.ParseOfGroups(where), FilterOrder.ParseOfGroups, sort);
                await MeasureAsync(name, requests, () => GroupListReader.ReadAsync(source, query, CancellationToken.None));
            }

            await MeasureAsync("which keys there are", requests, () => RunKeysReader.ReadAsync(source, Query(FilterParser.Parse("status = done"), FilterOrder.Parse, ""), CancellationToken.None));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static RunQuery Query(Filter? where, Func<string, IReadOnlyList<FilterOrder>> order, string sort) =>
        new() { Where = where, Order = sort.Length == 0 ? [] : order(sort), WithValues = true, Person = "ada", Now = DateTimeOffset.UtcNow };

    private static async Task FillAsync(ServiceProvider services, int runs)
    {
        await (await services.GetRequiredService<OpenDatabase>().OpenAsync(CancellationToken.None)).DisposeAsync();
        IDbContextFactory<PicieContext> contexts = services.GetRequiredService<IDbContextFactory<PicieContext>>();
        Stopwatch clock = Stopwatch.StartNew();
        await ManyRuns.AddAsync(contexts.CreateDbContext, runs);
        await using PicieContext context = await contexts.CreateDbContextAsync();
        if (context.Database.IsNpgsql())
        {
            context.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
            await context.Database.ExecuteSqlRawAsync("vacuum analyze");
        }

        double seconds = clock.Elapsed.TotalSeconds;
        int figures = await context.RunMetrics.CountAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{runs} runs, {figures} figures, filled in {seconds:0} s"));
        Console.WriteLine("| question | median ms | p95 ms | processor ms of this process |");
        Console.WriteLine("| --- | --- | --- | --- |");
    }

    private static async Task MeasureAsync<T>(string name, int requests, Func<Task<T>> ask)
    {
        for (int warm = 0; warm < 5; warm++)
        {
            _ = await ask();
        }

        List<double> each = [];
        TimeSpan before = Environment.CpuUsage.TotalTime;
        for (int request = 0; request < requests; request++)
        {
            Stopwatch clock = Stopwatch.StartNew();
            _ = await ask();
            each.Add(clock.Elapsed.TotalMilliseconds);
        }

        double processor = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / requests;
        each.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {each[each.Count / 2]:0.0} | {each[each.Count * 95 / 100]:0.0} | {processor:0.0} |"));
    }
}
