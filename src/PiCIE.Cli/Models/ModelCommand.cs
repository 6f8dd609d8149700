using System.CommandLine;
using PiCIE.Cli.CommandLine;

namespace PiCIE.Cli.Models;

/// <summary>Builds <c>picie model export --run ID --out FILE</c>.</summary>
internal static class ModelCommand
{
    /// <summary>Makes the command with its arguments and action.</summary>
    /// <param name="host">Runs its action.</param>
    public static Command Build(CommandHost host) => new("model", "Take a trained model elsewhere") { Export(host) };

    private static Command Export(CommandHost host)
    {
        Option<string> run = new("--run") { Description = "Id of the run, its first or last digits, or its name", Required = true, HelpName = "run" };
        Option<string> output = new("--out") { Description = "The file to write, such as model.safetensors", Required = true, HelpName = "file" };
        Command command = new("export", "Write network, statistics, centroids and class names into one safetensors file") { run, output };
        host.On(command, (result, session) => ExportModel.RunAsync(session, result.GetRequiredValue(run), session.FullPath(result.GetRequiredValue(output))));
        return command;
    }
}
