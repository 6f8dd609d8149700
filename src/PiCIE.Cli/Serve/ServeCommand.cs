using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Logging;
using PiCIE.Cli.Progress;
using PiCIE.Dashboard;
using PiCIE.Pipeline;
using PiCIE.Server;
using PiCIE.Server.Serving;

namespace PiCIE.Cli.Serve;

/// <summary>Builds <c>picie serve</c>, which answers on this machine and works on everything that is wanted in a home until it is stopped.</summary>
internal static class ServeCommand
{
    private const int HighestPort = 65535;

    public static Command Build(CommandHost host)
    {
        Option<int> port = WholeNumberOption.Of(
            "--port", $"Port of 127.0.0.1 on which it answers ({ServerOptions.UsualPort} by itself; 0 takes any that is free)", ServerOptions.UsualPort, 0, HighestPort);
        Command command = new("serve", "Answer on this machine, and work on everything that was submitted to this home, until Ctrl-C or SIGTERM (for a team: picie worker)") { port };
        host.On(command, (result, session) => ServeAsync(session, result.GetValue(port)));
        return command;
    }

    private static async Task<ExitStatus> ServeAsync(CommandSession session, int port)
    {
        if (session.Home.Server is not null)
        {
            throw new PicieException(
                "no-server-yet", $"picie serve works on a home of its own, and PICIE_DATABASE names the database of a team ({session.Home.DatabaseName}).", "PICIE_DATABASE",
                "picie worker works for the team; unset PICIE_DATABASE to serve the home of PICIE_HOME.", ProblemKind.Input);
        }

        await using PicieServer server = PicieServer.On(session.Home, new ServerOptions
        {
            Port = port,
            Pages = DashboardPages.Make(),
            Logging = logging => HomeLog.Add(logging, session.Home, session.Terminal),
        });
        StageInWork work = new(TimeProvider.System);
        session.AnswerToStop = work.AnswerToStop;
        await ProgressDisplay.WatchAsync(session.Terminal, async observer =>
        {
            await server.RunAsync(
                work.BeforeObserver(observer), session.Terminal.Tell,
                served => session.Give(AddressDocument.Of(served), terminal => terminal.Say($"Answers at {served.Url}")), session.Stop, session.StopNow);
            return true;
        });
        session.Terminal.Tell("Serving has ended. What was submitted stays submitted.");
        return ExitStatus.Done;
    }
}
