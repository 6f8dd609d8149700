using PiCIE.Cli.CommandLine;
using PiCIE.Pipeline.Runs;

namespace PiCIE.Cli.Doctor;

/// <summary>Whether the database of the home can be used.</summary>
internal static class DatabaseFindings
{
    /// <summary>Looks at it; a home without one is fine.</summary>
    /// <param name="session">The command.</param>
    public static async Task<IReadOnlyList<DoctorFinding>> OfAsync(CommandSession session)
    {
        string file = session.Home.Database;
        if (!File.Exists(file))
        {
            return [new DoctorFinding("database", true, $"none yet ({file}); the first run makes it")];
        }

        await using CommandLine.Pipeline pipeline = CommandLine.Pipeline.On(session.Home);
        int runs = (await pipeline.AskAsync(new ListRuns(Limit: 1), session.Stop)).Paging?.Total ?? 0;
        return [new DoctorFinding("database", true, $"{file}, {runs} runs")];
    }
}
