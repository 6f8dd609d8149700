using System.Diagnostics;
using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Submissions;
using PiCIE.Pipeline.Work;
using PiCIE.Pipeline.Workers;
using PiCIE.Storage;

namespace PiCIE.Benchmarks.Engine;

/// <summary>
/// What the queue costs beside the work: a plan and a submit of many seeds, the gap between a commit and the next start, the list of many
/// runs. The stage program does nothing, so that nothing else is measured.
/// </summary>
internal static class EngineBenchmark
{
    private const int MoreSubmits = 5;
    private const int MostSeedsOfMore = 1000;

    /// <summary>Measures and prints.</summary>
    /// <param name="seeds">Runs of the plan.</param>
    /// <param name="worked">Runs that are worked on, for the gaps.</param>
    public static async Task RunAsync(int seeds, int worked)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("picie-engine-");
        try
        {
            PicieHome home = IdleStage.HomeIn(folder.FullName);
            Say("plan", seeds, await CostAsync(home, new PlanExperiment(EngineSpec.Of(seeds), Path.Combine(folder.FullName, "engine.yaml"), [], "bench")));
            Say("plan again", seeds, await CostAsync(home, new PlanExperiment(EngineSpec.Of(seeds), Path.Combine(folder.FullName, "engine.yaml"), [], "bench")));
            Say("submit", seeds, await CostAsync(home, new SubmitExperiment(EngineSpec.Of(seeds), Path.Combine(folder.FullName, "engine.yaml"), [], "bench")));
            Say("first page of the list of", seeds, await CostAsync(home, new ListRuns()));
            await GapsAsync(home, folder.FullName, worked);
            await SubmitMoreAsync(home, folder.FullName, seeds);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Submits as many other seeds several times: what a submit costs once the process has submitted before, as a server's has.</summary>
    private static async Task SubmitMoreAsync(PicieHome home, string folder, int seeds)
    {
        List<Cost> costs = [];
        for (int more = 1; more <= MoreSubmits && seeds <= MostSeedsOfMore; more++)
        {
            costs.Add(await CostAsync(home, new SubmitExperiment(EngineSpec.Of(seeds, $"engine-{more}", 1 + (more * seeds)), Path.Combine(folder, "engine.yaml"), [], "bench")));
        }

        if (costs.Count > 0)
        {
            Say($"submit again, median of {costs.Count} ({costs.Min(cost => cost.Wall.TotalMilliseconds):0} to {costs.Max(cost => cost.Wall.TotalMilliseconds):0} ms),", seeds, costs.OrderBy(cost => cost.Wall).ElementAt(costs.Count / 2));
        }
    }

    /// <summary>Each call on services of its own: making the EF Core model is part of what a command costs.</summary>
    private static async Task<Cost> CostAsync<T>(PicieHome home, IRequest<T> request)
    {
        Stopwatch clock = Stopwatch.StartNew();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        await using ServiceProvider services = new ServiceCollection().AddPicie(home).BuildServiceProvider();
        await SendAsync(services, request);
        return new Cost(clock.Elapsed, Environment.CpuUsage.TotalTime - before);
    }

    /// <summary>Works on a few runs while the many wait: alone as <c>picie run</c> does, on a server with an idle worker that was there before the submit.</summary>
    private static async Task GapsAsync(PicieHome home, string folder, int worked)
    {
        await using ServiceProvider services = new ServiceCollection().AddPicie(home).BuildServiceProvider();
        using CancellationTokenSource stop = new();
        Task working = home.Server is null ? Task.CompletedTask : await IdleWorkerAsync(services, stop.Token);
        SubmittedExperiment submitted = await SendAsync(
            services, new SubmitExperiment(EngineSpec.Of(worked, "worked\npriority: 9"), Path.Combine(folder, "engine.yaml"), [], "bench"));
        WorkOutcome outcome = home.Server is null
            ? await services.GetRequiredService<LocalWorker>().RunAsync(submitted.ExperimentId, submitted.Runs, SilentObserver.Instance, CancellationToken.None)
            : await services.GetRequiredService<RunFollower>().RunAsync(new FollowedRuns(submitted.ExperimentId, submitted.Runs), SilentObserver.Instance, static _ => { }, CancellationToken.None);
        await stop.CancelAsync();
        await working;
        await using PicieContext context = await services.GetRequiredService<IDbContextFactory<PicieContext>>().CreateDbContextAsync();
        EventGaps gaps = await EventGaps.ReadAsync(context);
        int runs = await context.Runs.CountAsync();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"submit to first start: {gaps.ToFirst:0} ms; commit to next start: median {gaps.ToNext[gaps.ToNext.Count / 2]:0} ms, p95 {gaps.ToNext[gaps.ToNext.Count * 95 / 100]:0} ms ({gaps.ToNext.Count} gaps, {outcome}, {runs} runs in the table)"));
    }

    private static async Task<Task> IdleWorkerAsync(ServiceProvider services, CancellationToken stop)
    {
        TaskCompletionSource started = new();
        Task working = services.GetRequiredService<TeamWorker>().RunAsync([PoolSpec.Default], SilentObserver.Instance, started.SetResult, static _ => { }, stop, CancellationToken.None);
        await Task.WhenAny(working, started.Task);
        await Task.Delay(TimeSpan.FromSeconds(5), CancellationToken.None);
        return working;
    }

    private static async Task<T> SendAsync<T>(ServiceProvider services, IRequest<T> request)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    private static void Say(string what, int seeds, Cost cost) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what} {seeds} runs: {cost.Wall.TotalMilliseconds:0} ms ({cost.Processor.TotalMilliseconds:0} ms of processor time)"));

    /// <summary>What a call took. Where other programs take the cores away, the processor time still says something.</summary>
    private sealed record Cost(TimeSpan Wall, TimeSpan Processor);
}
