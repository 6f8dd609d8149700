using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Logging;
using PiCIE.Cli.Progress;
using PiCIE.Dashboard;
using PiCIE.Server;
using PiCIE.Server.Serving;

namespace PiCIE.Cli.Serve;

/// <summary>
/// Builds <c>picie serve</c>, which answers on this machine and works on everything that is wanted in a home, or answers for a team, until it is stopped.
/// </summary>
internal static class ServeCommand
{
    private const int HighestPort = 65535;

    public static Command Build(CommandHost host)
    {
        Option<int> port = WholeNumberOption.Of(
            "--port", $"Port of 127.0.0.1 on which it answers ({ServerOptions.UsualPort} by itself; 0 takes any that is free)", ServerOptions.UsualPort, 0, HighestPort);
        Command command = new("serve", "Answer on this machine, and work on everything that was submitted to this home, until Ctrl-C or SIGTERM; with PICIE_DATABASE: answer for a team, whose work is done by picie worker") { port };
        host.On(command, (result, session) => ServeAsync(session, result.GetValue(port)));
        return command;
    }

    private static async Task<ExitStatus> ServeAsync(CommandSession session, int port)
    {
        if (session.Home.Server is not null)
        {
            return await ServeTeamAsync(session, port);
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

    private static async Task<ExitStatus> ServeTeamAsync(CommandSession session, int port)
    {
        TeamOptions team = TeamOptions.Read(session.Variable, session.FullPath, port);
        await using PicieServer server = PicieServer.On(session.Home, new ServerOptions { Team = team, Logging = logging => HomeLog.Add(logging, session.Home, session.Terminal) });
        await server.RunForTeamAsync(
            (address, hasKey) =>
            {
                session.Give(new TeamAddressDocument(address, hasKey), terminal => terminal.Say($"Answers at {address} for {session.Home.DatabaseName}"));
                if (team.IsReadable)
                {
                    session.Terminal.Tell("Keys travel readable: set PICIE_CERTIFICATE and https:// in PICIE_LISTEN, or name the proxy that has TLS in PICIE_PROXIES.");
                }

                if (!hasKey)
                {
                    session.Terminal.Tell("Nobody has a key yet, so nobody is let in: picie keys create --person NAME --role admin");
                }
            },
            session.Stop);
        session.Terminal.Tell("Serving has ended.");
        return ExitStatus.Done;
    }
}
