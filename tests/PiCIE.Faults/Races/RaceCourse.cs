using System.Text.Json;
using PiCIE.Faults.Processes;
using PiCIE.Pipeline.Submissions;
using PiCIE.Storage;
using PiCIE.Storage.Checking;

namespace PiCIE.Faults.Races;

/// <summary>Holds races: makes the rows, starts the sides as processes, and judges every round.</summary>
internal static class RaceCourse
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>The races that there are.</summary>
    public static IReadOnlyList<Race> Races { get; } =
        [new CommitCancelRace(), new TwoParentsRace(), new CommitReconcileRace(), new SubmitCommitRace(), new PauseStartRace(), new FourReconcilersRace(), new CollectSubmitRace()];

    /// <summary>Holds a race.</summary>
    /// <param name="race">The race.</param>
    /// <param name="times">Number of rounds.</param>
    /// <param name="server">The server; null for a database in a file.</param>
    public static async Task<RaceOutcome> HoldAsync(Race race, int times, RigServer? server)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("picie-race-");
        string? connection = server is null ? null : await server.NewDatabaseAsync();
        try
        {
            await using RaceGround ground = new(folder.FullName, connection);
            await MigrateAsync(ground);
            IReadOnlyList<RaceSubject> subjects = await race.PrepareAsync(ground, times);
            await File.WriteAllTextAsync(RaceFiles.Subjects(folder.FullName), JsonSerializer.Serialize(subjects));
            await RunSidesAsync(race, folder.FullName, connection);
            return await JudgeAsync(race, ground, subjects);
        }
        finally
        {
            Npgsql.NpgsqlConnection.ClearAllPools();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            await (server?.RemoveAsync(connection!) ?? Task.CompletedTask);
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Makes the tables, as the first submit on a database does.</summary>
    private static async Task MigrateAsync(RaceGround ground) =>
        await ground.SendAsync(new SubmitExperiment(ground.Spec("warm-up", (1_000_000, 1), 5), Path.Combine(ground.Folder, "race.yaml"), [], "racer"));

    private static async Task RunSidesAsync(Race race, string folder, string? connection)
    {
        RigProcess[] sides = [.. race.Sides.Select((_, side) => RigProcess.StartBeside(
            "PiCIE.Faults.dll", new Dictionary<string, string>(), [FaultsCommandLine.Side, race.Name, $"{side}", folder, .. connection is null ? Array.Empty<string>() : [connection]]))];
        try
        {
            foreach (RigProcess side in sides)
            {
                if (await side.EndAsync(Longest) is not 0 and int status)
                {
                    throw new InvalidOperationException($"a side of the race {race.Name} ended with {status}: {side.Errors}");
                }
            }
        }
        finally
        {
            foreach (RigProcess side in sides)
            {
                side.Dispose();
            }
        }
    }

    private static async Task<RaceOutcome> JudgeAsync(Race race, RaceGround ground, IReadOnlyList<RaceSubject> subjects)
    {
        string[][] words = [.. race.Sides.Select((_, side) => File.ReadAllLines(RaceFiles.Words(ground.Folder, side)))];
        List<string> wrong = [];
        await using PicieContext context = await ground.OpenAsync();
        foreach (RaceSubject subject in subjects)
        {
            string[] answers = [.. words.Select(side => side[subject.Number - 1])];
            if (await race.JudgeAsync(ground, context, subject, answers) is { } sentence)
            {
                wrong.Add($"round {subject.Number}: {string.Join(" + ", answers)}: {sentence}");
            }
        }

        wrong.AddRange((await Invariants.BrokenAsync(context, default)).Select(broken => broken.ToString()));
        return new RaceOutcome(
            subjects.Count,
            [.. subjects.GroupBy(subject => string.Join(" + ", words.Select(side => side[subject.Number - 1]))).Select(same => (same.Key, same.Count())).OrderByDescending(same => same.Item2)],
            wrong);
    }
}
