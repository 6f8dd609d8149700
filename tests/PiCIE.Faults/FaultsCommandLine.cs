using System.Diagnostics;
using System.Globalization;
using PiCIE.Faults.Processes;
using PiCIE.Faults.Queues;
using PiCIE.Faults.Races;
using PiCIE.Faults.Soak;
using PiCIE.Faults.Trainings;
using PiCIE.Faults.Writers;

namespace PiCIE.Faults;

/// <summary>Reads what is asked of the program, and carries it out.</summary>
internal static class FaultsCommandLine
{
    /// <summary>Word by which the program starts itself as one side of a race.</summary>
    public const string Side = "side";

    /// <summary>Word by which the program starts itself as a process that writes to a database in a file.</summary>
    public const string Writer = "writer";

    private const int Agrees = 0;
    private const int Differs = 1;
    private const int WrongUsage = 2;
    private const int NoServer = 3;

    /// <summary>Carries out a command.</summary>
    /// <returns>0 where ledger and database agree, 1 where they do not, 2 for a wrong command, 3 without PostgreSQL.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is [Side, string raced, string side, string folder, .. string[] server])
        {
            await RaceSide.RunAsync(RaceOf(raced)!, int.Parse(side, CultureInfo.InvariantCulture), folder, server.FirstOrDefault());
            return Agrees;
        }

        if (arguments is [Writer, string home, string notes])
        {
            await FileWriter.RunAsync(home, notes);
            return Agrees;
        }

        return arguments switch
        {
            ["list"] => List(),
            ["race", string name, .. string[] options] when RaceOf(name) is { } race && options.Except(["--sqlite"]).ToArray() is [] or ["--times", _] =>
                await RaceAsync(race, NumberOf(options, "--times", 500), options.Contains("--sqlite")),
            ["soak", .. string[] options] when options is [] or ["--minutes", _] or ["--minutes", _, "--workers", _] =>
                await SoakAsync(TimeSpan.FromMinutes(NumberOf(options, "--minutes", 20)), NumberOf(options, "--workers", 4)),
            ["queue", .. string[] options] when options is [] or ["--runs", _] => await QueueAsync(NumberOf(options, "--runs", 10_000)),
            ["trainings", "toys", .. string[] options] when options is [] or ["--kills", _] => await TrainingsAsync("toys", KilledTrainings.ManyOnToysAsync(NumberOf(options, "--kills", 20))),
            ["trainings", string data, string weights, .. string[] options] when options is [] or ["--kills", _] =>
                await TrainingsAsync("camvid", KilledTrainings.OneOnCamVidAsync(Path.GetFullPath(data), Path.GetFullPath(weights), NumberOf(options, "--kills", 20))),
            ["writers", .. string[] options] when options is [] or ["--kills", _] => await WritersAsync(NumberOf(options, "--kills", 200)),
            _ => Usage(),
        };
    }

    private static Race? RaceOf(string name) => RaceCourse.Races.FirstOrDefault(race => race.Name == name);

    private static int NumberOf(string[] options, string name, int otherwise)
    {
        int at = Array.IndexOf(options, name);
        return at < 0 ? otherwise : int.Parse(options[at + 1], NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static int List()
    {
        foreach (Race race in RaceCourse.Races)
        {
            Console.WriteLine($"race {race.Name,-17} {race.Promise}");
        }

        foreach (SoakFault fault in SoakFaults.All)
        {
            Console.WriteLine($"soak {fault.Name,-17} {fault.What}");
        }

        return Agrees;
    }

    private static async Task<int> RaceAsync(Race race, int times, bool file)
    {
        if (!file && RigServer.Missing is { } missing)
        {
            Console.Error.WriteLine(missing);
            return NoServer;
        }

        await using RigServer? server = file ? null : await RigServer.StartAsync();
        Stopwatch watch = Stopwatch.StartNew();
        RaceOutcome outcome = await RaceCourse.HoldAsync(race, times, server);
        Console.WriteLine($"{race.Name} on {(file ? "SQLite" : "PostgreSQL")}: {race.Promise}; {outcome.Times} times in {watch.Elapsed.TotalSeconds:0} s, {outcome.Wrong.Count} wrong");
        foreach ((string words, int count) in outcome.Answers)
        {
            Console.WriteLine($"  {count,5} × {words}");
        }

        foreach (string wrong in outcome.Wrong.Take(20))
        {
            Console.WriteLine($"  wrong: {wrong}");
        }

        return outcome.Wrong.Count == 0 ? Agrees : Differs;
    }

    private static async Task<int> SoakAsync(TimeSpan time, int workers)
    {
        if (RigServer.Missing is { } missing)
        {
            Console.Error.WriteLine(missing);
            return NoServer;
        }

        await using RigServer server = await RigServer.StartAsync();
        SoakReport report = await SoakRun.RunAsync(server, time, workers, Console.WriteLine);
        Console.WriteLine(report.Table);
        return report.Verdict.Agrees ? Agrees : Differs;
    }

    private static async Task<int> QueueAsync(int runs)
    {
        if (RigServer.Missing is { } missing)
        {
            Console.Error.WriteLine(missing);
            return NoServer;
        }

        await using RigServer server = await RigServer.StartAsync();
        LongQueueOutcome outcome = await LongQueue.RunAsync(server, runs);
        Console.WriteLine($"{outcome.Queued} runs of one person, submitted in {outcome.Submitting.TotalSeconds:0.0} s: another's first training started {outcome.Waited.TotalSeconds:0.0} s after the submit, {outcome.Between} stages of the first between");
        outcome.Wrong.ToList().ForEach(wrong => Console.WriteLine($"  wrong: {wrong}"));
        return outcome.Wrong.Count == 0 ? Agrees : Differs;
    }

    private static async Task<int> TrainingsAsync(string which, Task<TrainingsOutcome> course)
    {
        TrainingsOutcome outcome = await course;
        Console.WriteLine($"{which}: {outcome.Trainings} trained with {outcome.StageKills} kills of the stage process and {outcome.PicieKills} of picie, {outcome.Repeated} whole epochs done again, {outcome.Wrong.Count} wrong");
        Console.WriteLine($"  attempts: {string.Join(", ", outcome.Endings.Select(ending => $"{ending.Key} {ending.Value}"))}");
        outcome.Wrong.ToList().ForEach(wrong => Console.WriteLine($"  wrong: {wrong}"));
        return outcome.Wrong.Count == 0 ? Agrees : Differs;
    }

    private static async Task<int> WritersAsync(int kills)
    {
        WritersOutcome outcome = await WriterCourse.RunAsync(8, kills);
        Console.WriteLine($"writers on SQLite: {outcome.Acknowledged} commits acknowledged, {outcome.Kills} kills, integrity_check {outcome.Integrity}, {outcome.Complaints.Count} complaints");
        foreach (string complaint in outcome.Complaints.Take(20))
        {
            Console.WriteLine($"  {complaint}");
        }

        return outcome.Complaints.Count == 0 ? Agrees : Differs;
    }

    private static int Usage()
    {
        Console.Error.WriteLine("""
            Usage: dotnet run --project tests/PiCIE.Faults -- COMMAND
              list                                      the races, and the faults of the soak
              race NAME [--times 500] [--sqlite]        one race; status 1 where a round comes to no allowed state
              soak [--minutes 20] [--workers 4]         a team under random faults; status 1 where lost, twice, stuck or broken is not 0
              queue [--runs 10000]                      many runs of one person, then a few of another
              trainings toys [--kills 20]               as many real trainings on toy scenes, each killed before its first checkpoint
              trainings CAMVID WEIGHTS [--kills 20]     one real training on the photographs of that folder, killed again and again
              writers [--kills 200]                     8 processes write to one SQLite file while one after the other is killed
            """);
        return WrongUsage;
    }
}
