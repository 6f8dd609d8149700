using System.CommandLine;
using System.Runtime.InteropServices;
using PiCIE.Cli.CommandLine;
using PiCIE.Pipeline;

namespace PiCIE.Cli.Versions;

/// <summary>Builds <c>picie version</c>, which says what this program is. It loads neither database nor queue, so that it answers at once.</summary>
internal static class VersionCommand
{
    public static Command Build(CommandHost host)
    {
        Command command = new("version", "Say which version this is");
        host.On(command, (_, session) => Task.FromResult(Run(session)));
        return command;
    }

    private static ExitStatus Run(CommandSession session)
    {
        VersionDocument document = VersionDocument.OfThisProgram();
        session.Give(document, terminal => terminal.Say($"picie {document.Version} ({document.Runtime}, {document.Platform})"));
        return ExitStatus.Done;
    }
}

/// <summary>The document of <c>picie version --json</c>.</summary>
/// <param name="Version">Version of the program.</param>
/// <param name="Runtime">Version of .NET.</param>
/// <param name="Platform">Operating system and processor.</param>
internal sealed record VersionDocument(string Version, string Runtime, string Platform)
{
    public static VersionDocument OfThisProgram() => new(
        ProgramVersion.Text,
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.RuntimeIdentifier);
}
