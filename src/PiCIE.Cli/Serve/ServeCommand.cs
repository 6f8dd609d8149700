using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Progress;
using PiCIE.Pipeline;

namespace PiCIE.Cli.Workers;

/// <summary>Builds <c>picie serve</c>, which works on everything that is wanted in a home until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Build(CommandHost host)
    {
        Command command = new("serve", "Work on everything that was submitted to this home, until Ctrl-C or SIGTERM (for a team: picie worker)");
        host.On(command, (_, session) => ServeAsync(session));
        return command;
    }

    private static async Task<ExitStatus> ServeAsync(CommandSession session)
    {
        if (session.Home.Server is not null)
        {
            throw new PicieException(
                "no-server-yet", $"picie serve works on a home of its own, and PICIE_DATABASE names the database of a team ({session.Home.DatabaseName}).", "PICIE_DATABASE",
                "picie worker works for the team; unset PICIE_DATABASE to serve the home of PICIE_HOME.", ProblemKind.Input);
        }

        await using LocalPipeline pipeline = LocalPipeline.On(session);
        StageInWork work = new(TimeProvider.System);
        session.AnswerToStop = work.AnswerToStop;
        await ProgressDisplay.WatchAsync(session.Terminal, async observer =>
        {
            await pipeline.Serving.RunAsync(work.BeforeObserver(observer), session.Terminal.Tell, session.Stop, session.StopNow);
            return true;
        });
        session.Terminal.Tell("Serving has ended. What was submitted stays submitted.");
        return ExitStatus.Done;
    }
}
