using System.Diagnostics;
using System.Globalization;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Submissions;
using PiCIE.Pipeline.Work;
using PiCIE.Storage.Runs;

namespace PiCIE.Benchmarks.Engine;

/// <summary>
/// What the queue costs beside the work: a plan and a submit of many seeds, the gap between a commit and the next start, the list of many
/// runs. The stage program does nothing, so that nothing else is measured.
/// </summary>
internal static class EngineBenchmark
{
    private const string Spec = """
        name: engine
        task: folder
        data: ./pictures
        method: frozen
        seeds: [SEEDS]
        backbone: { weights: none }
        preprocess: { baseResolution: 64, resolution: 64 }
        cluster: { k: 5 }
        evaluate: { splits: [val] }
        """;

    /// <summary>Measures and prints.</summary>
    /// <param name="seeds">Runs of the plan.</param>
    /// <param name="worked">Runs that are worked on, for the gaps.</param>
    public static async Task RunAsync(int seeds, int worked)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("picie-engine-");
        try
        {
            PicieHome home = IdleStage.HomeIn(folder.FullName);
            Say("plan", seeds, await CostAsync(home, new PlanExperiment(SpecOf(seeds), Path.Combine(folder.FullName, "engine.yaml"), [], "bench")));
            Say("plan again", seeds, await CostAsync(home, new PlanExperiment(SpecOf(seeds), Path.Combine(folder.FullName, "engine.yaml"), [], "bench")));
            Say("submit", seeds, await CostAsync(home, new SubmitExperiment(SpecOf(seeds), Path.Combine(folder.FullName, "engine.yaml"), [], "bench")));
            Stopwatch list = Stopwatch.StartNew();
            int shown = (await RunListReader.ReadAsync(home.Database, new RunQuery(null, 0, 100), CancellationToken.None))!.Runs.Count;
            Say($"list {shown} of", seeds, new Cost(list.Elapsed, list.Elapsed));
            await GapsAsync(home, folder.FullName, worked);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Each call on services of its own: making the EF Core model is part of what a command costs.</summary>
    private static async Task<Cost> CostAsync<T>(PicieHome home, IRequest<T> request)
    {
        Stopwatch clock = Stopwatch.StartNew();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        await using ServiceProvider services = new ServiceCollection().AddPicie(home).BuildServiceProvider();
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
        return new Cost(clock.Elapsed, Environment.CpuUsage.TotalTime - before);
    }

    private static async Task GapsAsync(PicieHome home, string folder, int worked)
    {
        await using ServiceProvider services = new ServiceCollection().AddPicie(home).BuildServiceProvider();
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        SubmittedExperiment submitted = await scope.ServiceProvider.GetRequiredService<IMediator>()
            .Send(new SubmitExperiment(SpecOf(worked), Path.Combine(folder, "engine.yaml"), [], "bench"));
        WorkOutcome outcome = await services.GetRequiredService<LocalWorker>()
            .RunAsync(submitted.ExperimentId, submitted.Runs, SilentObserver.Instance, CancellationToken.None);
        double[] gaps = [.. EventGaps.Read(home.Database).Order()];
        long runs = await RunsInAsync(home);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"commit to next start: median {gaps[gaps.Length / 2]:0} ms, p95 {gaps[gaps.Length * 95 / 100]:0} ms ({gaps.Length} stages, {outcome}, {runs} runs in the table)"));

        static async Task<long> RunsInAsync(PicieHome home) =>
            (await RunListReader.ReadAsync(home.Database, new RunQuery(null, 0, 1), CancellationToken.None))!.Total;
    }

    private static string SpecOf(int seeds) =>
        Spec.Replace("SEEDS", string.Join(", ", Enumerable.Range(1, seeds)), StringComparison.Ordinal);

    private static void Say(string what, int seeds, Cost cost) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what} {seeds} runs: {cost.Wall.TotalMilliseconds:0} ms ({cost.Processor.TotalMilliseconds:0} ms of processor time)"));

    /// <summary>What a call took. Where other programs take the cores away, the processor time still says something.</summary>
    private sealed record Cost(TimeSpan Wall, TimeSpan Processor);
}
