using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Server.Serving;

namespace PiCIE.Cli.Serve;

/// <summary>Builds <c>picie open</c>, which says at which address the home is served.</summary>
internal static class OpenCommand
{
    public static Command Build(CommandHost host)
    {
        Command command = new("open", "Print the address, with its token, at which picie serve serves this home");
        host.On(command, (_, session) =>
        {
            ServedAddress served = ServedAddress.Read(session.Home);
            session.Give(AddressDocument.Of(served), terminal => terminal.Say(served.Url));
            return Task.FromResult(ExitStatus.Done);
        });
        return command;
    }
}
