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
        if (pools.FirstOrDefault(pool => pool.Device != "cpu") is { } graphics)
        {
            throw new PicieException(
                "no-gpu", $"The pool {graphics.Name} is to work on {graphics.Device}, and this version works on the processor only.", "--pool",
                $"Write --pool {graphics.Name}@cpu={graphics.Slots}.", ProblemKind.Input);
        }

        if (session.Home.Server is null)
        {
            throw new PicieException(
                "no-team-database", "A worker works for a team, and PICIE_DATABASE names no database of one.", "PICIE_DATABASE",
                "Set PICIE_DATABASE to the PostgreSQL database of the team; alone, picie run works by itself, and picie serve on what was submitted.", ProblemKind.Input);
        }

        await using LocalPipeline pipeline = LocalPipeline.On(session);
        session.AnswerToStop = static () => "Stopping: nothing more is taken, and what is in work goes on to its next checkpoint, or to its end where it keeps none; Ctrl-C again stops at once.";
        string working = $"Working for {session.Home.DatabaseName} as {string.Join(", ", pools.Select(pool => $"{pool.Name} ({pool.Slots} at once on {pool.Device})"))}; home {session.Home.Root}.";
        await pipeline.TeamWorker.RunAsync(
            pools, new PlainProgress(session.Terminal, TimeProvider.System, null), () => session.Terminal.Tell(working), reason => session.Terminal.Tell($"Nothing more is taken, and what is in work goes on to its next checkpoint, or to its end where it keeps none. {reason}"),
            session.Stop, session.StopNow);
        session.Terminal.Tell("The worker has ended. What it had begun and not finished is ready for others.");
        return ExitStatus.Done;
    }
}
