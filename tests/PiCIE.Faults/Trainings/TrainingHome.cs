using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Faults.Processes;
using PiCIE.Storage;
using PiCIE.Storage.Checking;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Stages;

namespace PiCIE.Faults.Trainings;

/// <summary>A home with a database in a file, on which processes <c>picie run</c> do one spec with the real stage program.</summary>
/// <param name="folder">Folder of the home.</param>
/// <param name="spec">File of the spec.</param>
internal sealed class TrainingHome(string folder, string spec)
{
    private readonly Dictionary<string, string> _variables = new()
    {
        ["PICIE_HOME"] = folder,
        ["PICIE_USER"] = "ada",
        ["PICIE_STAGE"] = TrainingMaterial.StageProgram,
    };

    /// <summary>Gives the command, which is the same after each interruption.</summary>
    public RigProcess Start() => RigProcess.StartBeside("picie.dll", _variables, "run", spec, "--json");

    /// <summary>Finds an attempt at a training whose stage process runs.</summary>
    /// <param name="wanted">Says of an attempt, and of whether it has written a checkpoint, whether it is looked for.</param>
    /// <returns>The attempt; null where there is none now.</returns>
    public async Task<Attempt?> FindAsync(Func<Attempt, bool, bool> wanted)
    {
        if (!File.Exists(Database))
        {
            return null;
        }

        try
        {
            await using PicieContext context = Open();
            foreach (Attempt attempt in await OfTrainings(context).Where(attempt => attempt.Outcome == null && attempt.Pid != null).ToListAsync())
            {
                if (IsAlive(attempt.Pid!.Value) && wanted(attempt, await HasCheckpointAsync(context, attempt)))
                {
                    return attempt;
                }
            }
        }
        catch (Exception exception) when (DatabaseErrors.KindOf(exception) is not null || exception is SqliteException)
        {
            // The tables are not there yet.
        }

        return null;
    }

    /// <summary>Returns whether an attempt has written a checkpoint, whose files may be gone by now.</summary>
    public async Task<bool> HasCheckpointAsync(Attempt attempt)
    {
        await using PicieContext context = Open();
        return await HasCheckpointAsync(context, attempt);
    }

    /// <summary>Returns whether a number is that of a stage process; one that is dead and not buried is none.</summary>
    public static bool IsAlive(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Contains("picie-stage", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Returns what is wrong with the home now that the work is over: invariants that do not hold, and stages that are not done.</summary>
    public async Task<IReadOnlyList<string>> WrongAsync()
    {
        await using PicieContext context = Open();
        return
        [
            .. (await Invariants.BrokenAsync(context, default)).Select(broken => broken.ToString()),
            .. (await context.Stages.Where(stage => stage.State != StageState.Done).ToListAsync()).Select(stage => $"the stage {stage.Id} ({stage.Kind}) is {stage.State}"),
        ];
    }

    /// <summary>Returns how many attempts ended in each way.</summary>
    public async Task<IReadOnlyDictionary<string, int>> EndingsAsync()
    {
        await using PicieContext context = Open();
        return (await OfTrainings(context).ToListAsync()).GroupBy(attempt => $"{attempt.Outcome}{(attempt.FailureKind is { } kind ? $" ({kind})" : "")}".ToLowerInvariant())
            .ToDictionary(ending => ending.Key, ending => ending.Count());
    }

    /// <summary>Returns the hash of weights and centroids of each run.</summary>
    /// <param name="output">What the command wrote that finished the runs.</param>
    public static IReadOnlyDictionary<string, string> Results(string output)
    {
        using JsonDocument document = JsonDocument.Parse(output);
        return document.RootElement.GetProperty("runs").EnumerateArray().ToDictionary(
            run => run.GetProperty("name").GetString()!,
            run => run.GetProperty("artifacts").TryGetProperty("weights", out JsonElement weights) && weights.GetString() is { } path
                ? $"{HashOf(path)} {HashOf(Path.Combine(Path.GetDirectoryName(path)!, "centroids.safetensors"))}"
                : "no weights");
    }

    private string Database => Path.Combine(folder, "picie.db");

    private PicieContext Open() => new(SqliteDatabase.Options(Database));

    private static IQueryable<Attempt> OfTrainings(PicieContext context) =>
        context.Attempts.AsNoTracking().Where(attempt => context.Stages.Any(stage => stage.Id == attempt.StageId && stage.Kind == StageKind.Train));

    private static Task<bool> HasCheckpointAsync(PicieContext context, Attempt attempt) =>
        context.Checkpoints.AnyAsync(checkpoint => checkpoint.StageId == attempt.StageId && checkpoint.Attempt == attempt.Number);

    private static string HashOf(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
