using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PiCIE.Benchmarks.Engine;
using PiCIE.Experiments.States;
using PiCIE.Pipeline;
using PiCIE.Storage;

namespace PiCIE.Benchmarks.Queues;

/// <summary>How many empty stages four workers do, with all their transactions, events and deliveries, beside how many bare Hangfire jobs four servers make and run.</summary>
internal static class EmptyStagesBenchmark
{
    private const int Processes = 4;
    private const int Slots = 8;

    /// <summary>Threads of a server of the product: its slots and two.</summary>
    private const int Threads = Slots + 2;

    /// <summary>Measures and prints.</summary>
    /// <param name="runs">Number of runs of three stages, of which the first is shared.</param>
    public static async Task RunAsync(int runs)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("picie-empty-");
        try
        {
            PicieHome home = IdleStage.HomeIn(folder.FullName);
            await using ServiceProvider services = new ServiceCollection().AddPicie(home).BuildServiceProvider();
            await EngineSpec.SubmitAsync(services, folder.FullName, "first", "bench", 1_000_000, 1);
            int stages = (2 * runs) + 1;
            double listening = await BareAsync(stages, "listening");
            double polling = await BareAsync(stages, "tuned");
            double own = await StagesAsync(services, folder.FullName, runs);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{stages} empty stages: {stages / own:0} a second ({own:0.0} s); ratio {listening / own:0.00} to jobs of Hangfire as it comes with long polling, {polling / own:0.00} to jobs with the product's settings"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> BareAsync(int jobs, string hears)
    {
        List<ChildProcess> children = [];
        for (int child = 0; child < Processes; child++)
        {
            children.Add(await ChildProcess.StartAsync("bare-hangfire", Threads.ToString(CultureInfo.InvariantCulture), hears));
        }

        // The first jobs of a process are compiled as they run.
        await MakeAsync(children, jobs / 4);
        TimeSpan[] before = [.. children.Select(child => child.Used)];
        Stopwatch clock = Stopwatch.StartNew();
        await MakeAsync(children, jobs);
        double seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{jobs} bare jobs, servers {hears}: {jobs / seconds:0} a second ({seconds:0.0} s)"));
        SayProcessor(children, before, jobs);
        foreach (ChildProcess child in children)
        {
            await child.DisposeAsync();
        }

        return seconds;
    }

    /// <summary>Has the servers make jobs, and waits until all are done.</summary>
    private static async Task MakeAsync(IReadOnlyList<ChildProcess> servers, int jobs)
    {
        await using NpgsqlConnection connection = new(TeamDatabase.ConnectionString());
        await connection.OpenAsync();
        await using NpgsqlCommand done = new("select count(*) from hangfire.job where statename = 'Succeeded'", connection);
        long all = (long)(await done.ExecuteScalarAsync())! + jobs;
        for (int server = 0; server < Processes; server++)
        {
            int share = (jobs / Processes) + (server < jobs % Processes ? 1 : 0);
            await servers[server].TellAsync(share.ToString(CultureInfo.InvariantCulture));
        }

        while ((long)(await done.ExecuteScalarAsync())! < all)
        {
            await Task.Delay(100);
        }
    }

    private static void SayProcessor(IReadOnlyList<ChildProcess> children, TimeSpan[] before, int units) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"processor time of the four processes: {children.Zip(before, (child, start) => (child.Used - start).TotalMilliseconds).Sum() / units:0} ms for each"));

    private static async Task<double> StagesAsync(ServiceProvider services, string folder, int runs)
    {
        List<ChildProcess> children = [];
        for (int child = 0; child < Processes; child++)
        {
            children.Add(await ChildProcess.StartAsync("queue-worker", folder, $"worker-{child}", Slots.ToString(CultureInfo.InvariantCulture), "empty"));
        }

        IDbContextFactory<PicieContext> contexts = services.GetRequiredService<IDbContextFactory<PicieContext>>();
        // The first stages of a process are compiled as they run.
        await EngineSpec.SubmitAsync(services, folder, "warm", "bench", 2_000_000, runs / 4);
        await UntilDoneAsync(contexts);
        await EngineSpec.SubmitAsync(services, folder, "many", "bench", 1, runs);
        TimeSpan[] before = [.. children.Select(child => child.Used)];
        Stopwatch clock = Stopwatch.StartNew();
        await UntilDoneAsync(contexts);
        double seconds = clock.Elapsed.TotalSeconds;
        await using PicieContext context = await contexts.CreateDbContextAsync();
        int attempts = await context.Attempts.CountAsync();
        int done = await context.Stages.CountAsync(stage => stage.State == StageState.Done);
        int most = await MostConnectionsAsync(TeamDatabase.ConnectionString(), children);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} stages done by {attempts} attempts; at most {most} connections a process"));
        SayProcessor(children, before, (2 * runs) + 1);
        foreach (ChildProcess child in children)
        {
            await child.DisposeAsync();
        }

        return seconds;
    }

    private static async Task UntilDoneAsync(IDbContextFactory<PicieContext> contexts)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync();
        while (await context.Runs.AnyAsync(run => run.Status != RunStatus.Done))
        {
            await Task.Delay(100);
        }
    }

    /// <summary>Counts the connections of the process that has most; the port of a connection says whose it is.</summary>
    private static async Task<int> MostConnectionsAsync(string server, IReadOnlyList<ChildProcess> children)
    {
        await using NpgsqlConnection connection = new(server);
        await connection.OpenAsync();
        await using NpgsqlCommand ports = new("select client_port from pg_stat_activity where datname = current_database() and client_port > 0", connection);
        HashSet<int> used = [];
        await using (NpgsqlDataReader reader = await ports.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                used.Add(reader.GetInt32(0));
            }
        }

        Dictionary<string, int> portOfSocket = File.ReadLines("/proc/net/tcp").Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts[9] != "0").DistinctBy(parts => parts[9])
            .ToDictionary(parts => $"socket:[{parts[9]}]", parts => int.Parse(parts[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        return children.Max(child => Directory.GetFileSystemEntries($"/proc/{child.Id}/fd")
            .Count(entry => File.ResolveLinkTarget(entry, returnFinalTarget: false)?.Name is { } name && portOfSocket.TryGetValue(name, out int port) && used.Contains(port)));
    }
}
