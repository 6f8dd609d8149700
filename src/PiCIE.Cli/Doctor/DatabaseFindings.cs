using PiCIE.Cli.CommandLine;
using PiCIE.Pipeline.Runs;

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
        DoctorFinding whole = new("database", true, $"{file}, {held.Runs} runs");
        return held.SetAside == 0
            ? [whole]
            : [whole, new DoctorFinding("events", false, $"{held.SetAside} events could not be told to their handlers and were set aside; the column error of table deliveries says why")];
    }
}
