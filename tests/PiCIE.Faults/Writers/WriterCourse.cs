using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Faults.Processes;
using PiCIE.Faults.Races;
using PiCIE.Pipeline.Submissions;
using PiCIE.Storage;
using PiCIE.Storage.Checking;

namespace PiCIE.Faults.Writers;

/// <summary>Has several processes write to one database in a file, and kills one after the other at random moments.</summary>
internal static class WriterCourse
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Holds it.</summary>
    /// <param name="writers">Number of processes at once.</param>
    /// <param name="kills">Number of kills.</param>
    public static async Task<WritersOutcome> RunAsync(int writers, int kills)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("picie-writers-");
        string notes = Path.Combine(folder.FullName, "notes");
        List<RigProcess> processes = [];
        try
        {
            await using RaceGround ground = new(folder.FullName, null);
            await ground.SendAsync(new SubmitExperiment(ground.Spec("first", (1, 1), 5), Path.Combine(folder.FullName, "race.yaml"), [], "racer"));
            processes.AddRange(Enumerable.Range(0, writers).Select(_ => Start(folder.FullName, notes)));
            for (int kill = 0; kill < kills; kill++)
            {
                // Each kill meets processes that write: what nobody acknowledged since the last one says nothing.
                await UntilWrittenAsync(notes, Count(notes) + writers);
                await Task.Delay(Random.Shared.Next(100));
                int victim = Random.Shared.Next(writers);
                processes[victim].Dispose();
                processes[victim] = Start(folder.FullName, notes);
            }

            processes.ForEach(process => process.Dispose());
            return await CompareAsync(ground, notes, kills);
        }
        finally
        {
            processes.ForEach(process => process.Dispose());
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static RigProcess Start(string folder, string notes) =>
        RigProcess.StartBeside("PiCIE.Faults.dll", new Dictionary<string, string>(), FaultsCommandLine.Writer, folder, notes);

    private static async Task UntilWrittenAsync(string notes, int commits)
    {
        for (DateTime end = DateTime.UtcNow + Longest; Count(notes) < commits; await Task.Delay(20))
        {
            if (DateTime.UtcNow > end)
            {
                throw new TimeoutException($"in {Longest.TotalSeconds:0} s no further commit was acknowledged; there were {Count(notes)}");
            }
        }
    }

    private static int Count(string notes) => File.Exists(notes) ? File.ReadLines(notes).Count() : 0;

    private static async Task<WritersOutcome> CompareAsync(RaceGround ground, string notes, int kills)
    {
        Guid[] acknowledged = [.. File.ReadLines(notes).Where(line => line.Length == 32).Select(line => Guid.ParseExact(line, "N"))];
        await using PicieContext context = await ground.OpenAsync();
        string integrity = (await context.Database.SqlQueryRaw<string>("select integrity_check as \"Value\" from pragma_integrity_check").ToListAsync()).FirstOrDefault() ?? "silent";
        HashSet<Guid> done = [.. await context.Stages.Where(stage => stage.State == StageState.Done).Select(stage => stage.Id).ToListAsync()];
        return new WritersOutcome(
            acknowledged.Length, kills, integrity,
            [
                .. integrity == "ok" ? Array.Empty<string>() : [$"integrity_check: {integrity}"],
                .. acknowledged.Where(stage => !done.Contains(stage)).Select(stage => $"lost: the commit of the stage {stage} was acknowledged, and it is not done"),
                .. acknowledged.GroupBy(stage => stage).Where(same => same.Count() > 1).Select(same => $"twice: the stage {same.Key}"),
                .. (await Invariants.BrokenAsync(context, default)).Select(broken => broken.ToString()),
            ]);
    }
}
