using System.CommandLine;
using PiCIE.Cli.CommandLine;

namespace PiCIE.Cli.DataSets;

/// <summary>Builds <c>picie init</c>, the first command that a person with photographs gives: <c>picie data init</c> where one stands.</summary>
internal static class InitCommand
{
    public static Command Build(CommandHost host)
    {
        Argument<string> folder = new("FOLDER") { Description = "Folder of the photographs, with label images or without (the current folder)", DefaultValueFactory = _ => "." };
        Command command = new("init", "Write a commented spec for a folder of photographs, and what else its first run needs") { folder };
        host.On(command, (result, session) => InitData.RunAsync(session, result.GetRequiredValue(folder)));
        return command;
    }
}
