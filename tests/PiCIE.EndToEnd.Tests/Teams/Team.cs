using System.Diagnostics;
using System.Text.Json;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Teams;

/// <summary>A team from nothing: an empty PostgreSQL database, a shared folder of artifacts, worker processes with homes of their own.</summary>
internal sealed class Team : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);
    private readonly List<Process> _workers = [];
    private string _server = null!;

    /// <summary>The desk of the person who submits, with the data.</summary>
    public PicieHomeFolder Desk { get; } = new();

    public static async Task<Team> CreateAsync()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        return new Team { _server = await PostgreSqlServer.NewEmptyDatabaseAsync() };
    }

    /// <summary>Starts a worker with a home of its own.</summary>
    public Process StartWorker(string name, params string[] pools)
    {
        Process worker = Desk.Start(
            new Dictionary<string, string>(Variables) { ["PICIE_HOME"] = Desk[name] }, ["worker", .. pools.SelectMany(pool => new[] { "--pool", pool })]);
        worker.ErrorDataReceived += (_, _) => { };
        worker.BeginErrorReadLine();
        _workers.Add(worker);
        return worker;
    }

    /// <summary>Carries out a command of the person at the desk.</summary>
    public Task<PicieOutcome> PicieAsync(params string[] arguments) => Desk.PicieAsync(Variables, arguments);

    /// <summary>Waits until a worker has done this many stages.</summary>
    public async Task UntilStagesAreDoneAsync(string experiment, int stages)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (Done(await ShowAsync(experiment)) < stages)
        {
            watch.Elapsed.ShouldBeLessThan(Deadline);
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The runs of an experiment.</summary>
    public async Task<JsonElement[]> ShowAsync(string experiment) =>
        [.. (await PicieAsync("runs", "show", experiment, "--json")).ShouldEndWith(0).Json.GetProperty("runs").EnumerateArray()];

    public async ValueTask DisposeAsync()
    {
        foreach (Process worker in _workers)
        {
            if (!worker.HasExited)
            {
                worker.Kill(entireProcessTree: true);
            }

            worker.Dispose();
        }

        await PostgreSqlServer.RemoveAsync(_server);
        Desk.Dispose();
    }

    private Dictionary<string, string> Variables => new()
    {
        ["PICIE_HOME"] = Desk["desk"],
        ["PICIE_DATABASE"] = _server,
        ["PICIE_ARTIFACTS"] = Desk["artifacts"],
    };

    private static int Done(JsonElement[] runs) =>
        runs.SelectMany(run => run.GetProperty("stages").EnumerateArray()).Where(stage => stage.GetProperty("status").GetString() == "done")
            .Select(stage => stage.GetProperty("key").GetString()).Distinct().Count();
}
