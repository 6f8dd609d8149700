using PiCIE.Cli.CommandLine;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Upkeep;

namespace PiCIE.Cli.Doctor;

/// <summary>Finds out whether the database of the home can be used.</summary>
internal static class DatabaseFindings
{
    /// <summary>Looks at the database; a home without one is fine.</summary>
    /// <param name="session">The command.</param>
    public static async Task<IReadOnlyList<DoctorFinding>> OfAsync(CommandSession session)
    {
        string file = session.Home.DatabaseName;
        if (session.Home.Server is null && !File.Exists(file))
        {
            return [new DoctorFinding("database", true, $"none yet ({file}); the first run makes it")];
        }

        await using LocalPipeline pipeline = LocalPipeline.On(session);
        DescribedDatabase held = await pipeline.AskAsync(new DescribeDatabase(), session.Stop);
        if (!held.HasTables)
        {
            return [new DoctorFinding("database", true, $"{file} is reached and has no tables yet; picie db migrate, or the first run, makes them")];
        }

        CheckedDatabase found = await pipeline.AskAsync(new CheckDatabase(), session.Stop);
        string program = session.Home.Server is null ? "SQLite" : "PostgreSQL";
        return
        [
            new DoctorFinding("database", true, $"{file}, {held.Runs} runs, {program} {held.Version}"),
            .. held.SetAside == 0 ? Array.Empty<DoctorFinding>() :
            [
                new DoctorFinding("events", false, $"{held.SetAside} events could not be told to their handlers and were set aside; the column error of table deliveries says why"),
            ],
            .. found.Broken.Count == 0
                ? [new DoctorFinding("rows", true, $"{found.Invariants} things were looked at, and all agree")]
                : found.Broken.Select(row => new DoctorFinding("rows", false, row.ToString())),
        ];
    }
}
