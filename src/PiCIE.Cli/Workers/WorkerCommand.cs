using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Progress;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Workers;

namespace PiCIE.Cli.Workers;

/// <summary>Builds <c>picie worker</c>, which works for a team until it is stopped.</summary>
internal static class WorkerCommand
{
    public static Command Build(CommandHost host)
    {
        Option<string[]> pool = new("--pool")
        {
            Description = "Stages at once of some kinds on a device, e.g. --pool train@cpu=1 --pool light:preprocess,cluster,evaluate=2; may be given several times (all kinds, one at a time)",
            HelpName = "name[:kinds][@device]=slots",
            Arity = ArgumentArity.OneOrMore,
            DefaultValueFactory = _ => [],
        };
        Command command = new("worker", "Work on what a team submits to its database (PICIE_DATABASE), until Ctrl-C or SIGTERM") { pool };
        host.On(command, (result, session) => WorkAsync(session, result.GetRequiredValue(pool)));
        return command;
    }

    private static async Task<ExitStatus> WorkAsync(CommandSession session, IReadOnlyList<string> texts)
    {
        IReadOnlyList<PoolSpec> pools = PoolSpec.ReadAll(texts);
        if (session.Home.Server is null)
        {
            throw new PicieException(
                "no-team-database", "A worker works for a team, and PICIE_DATABASE names no database of one.", "PICIE_DATABASE",
                "Set PICIE_DATABASE to the PostgreSQL database of the team; alone, picie run works by itself.", ProblemKind.Input);
        }

        await using LocalPipeline pipeline = LocalPipeline.On(session);
        session.AnswerToStop = static () => "Stopping: nothing more is taken, and what is in work stops at its next checkpoint or after 20 seconds; Ctrl-C again stops at once.";
        session.Terminal.Tell($"Working for {session.Home.DatabaseName} as {string.Join(", ", pools.Select(pool => $"{pool.Name} ({pool.Slots} at once on {pool.Device})"))}; home {session.Home.Root}.");
        await pipeline.TeamWorker.RunAsync(pools, new PlainProgress(session.Terminal, TimeProvider.System, null), session.Stop, session.StopNow);
        session.Terminal.Tell("The worker has ended. What it had begun is ready for another.");
        return ExitStatus.Done;
    }
}
