using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Faults.Ledgers;
using PiCIE.Faults.Processes;
using PiCIE.Pipeline.Submissions;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Faults;
using PiCIE.Storage.Stages;

namespace PiCIE.Faults.Rigs;

/// <summary>
/// A team of real processes on one PostgreSQL database: workers, submits and stage processes. It keeps what submits acknowledged; the stage processes keep
/// what they did; both are compared with the database at the end.
/// </summary>
internal sealed class FaultRig : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picie-faults-");
    private readonly List<RigWorker> _workers = [];
    private readonly List<Guid> _acknowledged = [];
    private readonly RigServer _server;
    private readonly string _program;
    private int _submits;

    private FaultRig(RigServer server, string connection)
    {
        _server = server;
        Connection = connection;
        _program = RigStage.WriteIn(_folder.FullName);
        Desk = new RigDesk(VariablesOf("desk", "desk"));
        Points = new RigPoints(Directory.CreateDirectory(PointsFolder).FullName);
        foreach (string photograph in (string[])["a", "b"])
        {
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.FullName, "pictures")).FullName, $"{photograph}.jpg"), photograph);
        }
    }

    /// <summary>Connection string of the database.</summary>
    public string Connection { get; }

    /// <summary>The product in this process.</summary>
    public RigDesk Desk { get; }

    /// <summary>The points at which its processes are killed.</summary>
    public RigPoints Points { get; }

    /// <summary>The workers that were started.</summary>
    public IReadOnlyList<RigWorker> Workers => _workers;

    /// <summary>Folder of everything that is no database.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Ids of the runs that submits acknowledged.</summary>
    public IReadOnlyCollection<Guid> Acknowledged
    {
        get
        {
            lock (_acknowledged)
            {
                return [.. _acknowledged];
            }
        }
    }

    /// <summary>What the stage processes noted so far.</summary>
    public IReadOnlyList<StageNote> Notes => StageNote.Read(Path.Combine(Folder, RigStage.Ledger));

    /// <summary>Makes a team without a worker; the first process that comes makes its tables.</summary>
    /// <param name="server">The server.</param>
    /// <param name="disk">Disk that takes its tables; null for that of the server.</param>
    public static async Task<FaultRig> CreateAsync(RigServer server, RigDisk? disk = null) => new(server, await server.NewDatabaseAsync(disk));

    /// <summary>Starts a worker.</summary>
    /// <param name="name">Name of its home.</param>
    /// <param name="pools">Its pools; none for all kinds, one stage at a time.</param>
    public RigWorker StartWorker(string name, params string[] pools) => StartWorkerWith(name, [], pools);

    /// <summary>Starts a worker some of whose variables are others.</summary>
    public RigWorker StartWorkerWith(string name, Dictionary<string, string> others, params string[] pools)
    {
        RigWorker worker = new(name, others.Concat(MortalVariablesOf(name, name)).DistinctBy(variable => variable.Key).ToDictionary(), pools);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>Starts workers and waits until they work.</summary>
    public async Task<IReadOnlyList<RigWorker>> StartWorkersAsync(params string[] names)
    {
        RigWorker[] workers = [.. names.Select(name => StartWorker(name))];
        foreach (RigWorker worker in workers)
        {
            await worker.UntilWorksAsync();
        }

        return workers;
    }

    /// <summary>How a kind of stage behaves from now on; null for as usual. <see cref="RigStage"/> knows the words.</summary>
    public void Let(string kind, string? mode)
    {
        string file = Path.Combine(Folder, RigStage.Control, kind);
        if (mode is null)
        {
            File.Delete(file);
        }
        else
        {
            File.WriteAllText($"{file}.new", mode + "\n");
            File.Move($"{file}.new", file, overwrite: true);
        }
    }

    /// <summary>Starts a process <c>picie</c>.</summary>
    public RigProcess Start(string person, params string[] arguments) => RigProcess.StartBeside("picie.dll", MortalVariablesOf($"desk-{person}", person), arguments);

    /// <summary>Starts a submit.</summary>
    /// <param name="person">Who submits.</param>
    /// <param name="experiment">Name of the experiment.</param>
    /// <param name="seeds">First seed and number of runs.</param>
    public RigProcess StartSubmit(string person, string experiment, (int First, int Runs) seeds) =>
        Start(person, "submit", WriteSpec(experiment, seeds), "--json");

    /// <summary>Takes note of what a submit acknowledged.</summary>
    /// <param name="submit">The process, which is waited for and disposed.</param>
    /// <returns>The runs; null where it acknowledged nothing.</returns>
    public async Task<IReadOnlyList<Guid>?> AcknowledgeAsync(RigProcess submit)
    {
        using (submit)
        {
            if (await submit.EndAsync(Deadline) != 0)
            {
                return null;
            }

            using JsonDocument document = JsonDocument.Parse(submit.Output);
            Guid[] runs = [.. document.RootElement.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("id").GetGuid())];
            Note(runs);
            return runs;
        }
    }

    /// <summary>Submits in this process, and takes note of what was acknowledged.</summary>
    /// <param name="person">Who submits.</param>
    /// <param name="experiment">Name of the experiment.</param>
    /// <param name="seeds">First seed and number of runs.</param>
    /// <param name="resolution">Resolution of the packs; another one has preprocess stages of its own.</param>
    public async Task<IReadOnlyList<Guid>> SubmitAsync(string person, string experiment, (int First, int Runs) seeds, int resolution = 64)
    {
        string spec = RigSpec.Of(experiment, Path.Combine(Folder, "pictures"), seeds, resolution: resolution);
        SubmittedExperiment submitted = await Desk.SendAsync(new SubmitExperiment(spec, Path.Combine(Folder, "spec.yaml"), [], person));
        Note(submitted.Runs);
        return submitted.Runs;
    }

    /// <summary>Opens the database past the system.</summary>
    public PicieContext Open() => new(PostgreSqlDatabase.Options(Connection));

    /// <summary>Carries out a statement past the system.</summary>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using NpgsqlConnection connection = new(Connection);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Waits until something holds of the database; while that is away it does not hold.</summary>
    /// <param name="what">What is waited for, in words.</param>
    /// <param name="holds">Looks.</param>
    /// <param name="longest">Time after which it is given up.</param>
    public async Task UntilAsync(string what, Func<PicieContext, Task<bool>> holds, TimeSpan? longest = null)
    {
        for (DateTime end = DateTime.UtcNow + (longest ?? Deadline); ; await Task.Delay(50))
        {
            try
            {
                await using PicieContext context = Open();
                if (await holds(context))
                {
                    return;
                }
            }
            catch (Exception exception) when (DatabaseErrors.KindOf(exception) is not null)
            {
            }

            if (DateTime.UtcNow > end)
            {
                throw new TimeoutException($"in vain waited for: {what}. {string.Join("\n", _workers.Select(worker => $"{worker.Name} ({(worker.IsAlive ? "alive" : "gone")}): {worker.Errors}"))}");
            }
        }
    }

    /// <summary>Waits until every acknowledged run has ended.</summary>
    public Task UntilFinishedAsync(TimeSpan? longest = null)
    {
        IReadOnlyCollection<Guid> runs = Acknowledged;
        return UntilAsync(
            "all runs end", async context => !await context.Runs.AnyAsync(run => runs.Contains(run.Id) && (run.Status == RunStatus.Waiting || run.Status == RunStatus.Running)), longest);
    }

    /// <summary>Waits until so many stages of a kind run.</summary>
    public Task UntilRunningAsync(int stages, string? worker = null, StageKind? kind = null) => UntilAsync($"{stages} stages run", async context =>
        await context.Stages.CountAsync(stage => stage.State == StageState.Running && (worker == null || stage.Worker == worker) && (kind == null || stage.Kind == kind)) >= stages);

    /// <summary>Waits until so many stages are done.</summary>
    public Task UntilDoneAsync(int stages) =>
        UntilAsync($"{stages} stages are done", async context => await context.Stages.CountAsync(stage => stage.State == StageState.Done) >= stages);

    /// <summary>Waits until a stage process has noted something.</summary>
    /// <param name="noted">The note that is waited for.</param>
    /// <returns>The first such note.</returns>
    public async Task<StageNote> UntilNotedAsync(Func<StageNote, bool> noted)
    {
        for (DateTime end = DateTime.UtcNow + Deadline; DateTime.UtcNow < end; await Task.Delay(20))
        {
            if (Notes.FirstOrDefault(noted) is { } found)
            {
                return found;
            }
        }

        throw new TimeoutException("no stage process noted what was waited for");
    }

    /// <summary>Returns the attempts at stages of a kind, in the order in which they started.</summary>
    public async Task<IReadOnlyList<Attempt>> AttemptsAsync(StageKind kind)
    {
        await using PicieContext context = Open();
        return await context.Attempts.AsNoTracking().Where(attempt => context.Stages.Any(stage => stage.Id == attempt.StageId && stage.Kind == kind))
            .OrderBy(attempt => attempt.StartedAt).ToListAsync();
    }

    /// <summary>Compares the ledgers with the database; everything that was submitted has ended.</summary>
    public async Task<Verdict> CompareAsync()
    {
        await using PicieContext context = Open();
        return await Comparison.MakeAsync(context, Acknowledged, Notes);
    }

    /// <summary>Stops the workers and compares the ledgers with the database.</summary>
    public async Task<Verdict> JudgeAsync()
    {
        foreach (RigWorker worker in _workers.Where(worker => worker.IsAlive))
        {
            worker.Thaw();
            await worker.DrainAsync();
        }

        return await CompareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _workers.ForEach(worker => worker.Dispose());
        await Desk.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await _server.RemoveAsync(Connection);
        _folder.Delete(recursive: true);
    }

    private void Note(IReadOnlyList<Guid> runs)
    {
        lock (_acknowledged)
        {
            _acknowledged.AddRange(runs.Except(_acknowledged));
        }
    }

    private string PointsFolder => Path.Combine(Folder, RigPoints.Name);

    /// <summary>The variables of a process that may be killed at a point. The desk is this very process.</summary>
    private Dictionary<string, string> MortalVariablesOf(string home, string person) => new(VariablesOf(home, person)) { [CriticalPoints.Variable] = PointsFolder };

    private Dictionary<string, string> VariablesOf(string home, string person) => new()
    {
        ["PICIE_HOME"] = Path.Combine(Folder, home),
        ["PICIE_USER"] = person,
        ["PICIE_DATABASE"] = Connection,
        ["PICIE_ARTIFACTS"] = Path.Combine(Folder, "artifacts"),
        ["PICIE_STAGE"] = _program,
        ["PICIE_QUEUE_TIMES"] = RigTimes.Variable,
    };

    private string WriteSpec(string experiment, (int First, int Runs) seeds)
    {
        string file = Path.Combine(Folder, $"spec-{Interlocked.Increment(ref _submits)}.yaml");
        File.WriteAllText(file, RigSpec.Of(experiment, Path.Combine(Folder, "pictures"), seeds));
        return file;
    }
}
