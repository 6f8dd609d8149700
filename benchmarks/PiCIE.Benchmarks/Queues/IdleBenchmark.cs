using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Benchmarks.Engine;
using PiCIE.Experiments.States;
using PiCIE.Pipeline;
using PiCIE.Storage;

namespace PiCIE.Benchmarks.Queues;

/// <summary>What an idle worker costs above an idle Hangfire server, and how long after the end of a worker its stage runs again.</summary>
internal static class IdleBenchmark
{
    /// <summary>Time after which a worker does nothing but wait: what it does every ten seconds is compiled anew, and better, when it has been done often.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(3);

    /// <summary>Measures and prints.</summary>
    /// <param name="seconds">Length of the idle time.</param>
    /// <param name="kills">Number of workers that are killed.</param>
    public static async Task RunAsync(int seconds, int kills)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("picie-idle-");
        try
        {
            await using ServiceProvider services = new ServiceCollection().AddPicie(IdleStage.HomeIn(folder.FullName)).BuildServiceProvider();
            await EngineSpec.SubmitAsync(services, folder.FullName, "first", "bench", 1, 1);
            IDbContextFactory<PicieContext> contexts = services.GetRequiredService<IDbContextFactory<PicieContext>>();
            await using (ChildProcess worker = await ChildProcess.StartAsync("queue-worker", folder.FullName, "worker", "1", "empty"))
            await using (ChildProcess bare = await ChildProcess.StartAsync("bare-hangfire", "3", "listening"))
            {
                await using PicieContext context = await contexts.CreateDbContextAsync();
                while (await context.Runs.AnyAsync(run => run.Status != RunStatus.Done))
                {
                    await Task.Delay(100);
                }

                await Task.Delay(WarmUp);
                (TimeSpan own, TimeSpan other) = (worker.Used, bare.Used);
                await Task.Delay(TimeSpan.FromSeconds(seconds));
                (double idle, double hangfire) = (100 * (worker.Used - own).TotalSeconds / seconds, 100 * (bare.Used - other).TotalSeconds / seconds);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"idle for {seconds} s: worker {idle:0.00} % of a core, Hangfire server {hangfire:0.00} %, difference {idle - hangfire:0.00} %"));
            }

            await KillAsync(services, contexts, folder.FullName, kills);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Kills the worker that has the stage, again and again, while another one waits.</summary>
    private static async Task KillAsync(ServiceProvider services, IDbContextFactory<PicieContext> contexts, string folder, int kills)
    {
        List<ChildProcess> workers = [];
        for (int worker = 0; worker <= kills; worker++)
        {
            workers.Add(await ChildProcess.StartAsync("queue-worker", folder, $"endless-{worker}", "1", "endless"));
        }

        await EngineSpec.SubmitAsync(services, folder, "killed", "bench", 2, 1);
        await using PicieContext context = await contexts.CreateDbContextAsync();
        for (int kill = 0; kill < kills; kill++)
        {
            (int number, string holder) = await RunningAsync(context, kill);
            await Task.Delay(TimeSpan.FromSeconds(3 + (2 * kill)));
            ChildProcess killed = workers.Single(worker => holder.Contains($":{worker.Id}", StringComparison.Ordinal));
            Stopwatch clock = Stopwatch.StartNew();
            killed.Kill();
            await RunningAsync(context, number);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"attempt {number + 1} started {clock.Elapsed.TotalSeconds:0.0} s after the worker of attempt {number} was killed"));
        }

        foreach (ChildProcess worker in workers)
        {
            worker.Kill();
        }
    }

    /// <summary>Waits for an attempt beyond a number, and returns its number and its worker.</summary>
    private static async Task<(int Number, string Worker)> RunningAsync(PicieContext context, int beyond)
    {
        while (true)
        {
            var running = await context.Stages.Where(stage => stage.State == StageState.Running && stage.AttemptNumber > beyond)
                .Select(stage => new { stage.AttemptNumber, stage.Worker }).FirstOrDefaultAsync();
            if (running is not null)
            {
                return (running.AttemptNumber, running.Worker!);
            }

            await Task.Delay(20);
        }
    }
}
