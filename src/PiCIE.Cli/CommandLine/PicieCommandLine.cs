using System.CommandLine;
using PiCIE.Cli.DataSets;
using PiCIE.Cli.Demo;
using PiCIE.Cli.Doctor;
using PiCIE.Cli.Models;
using PiCIE.Cli.Predictions;
using PiCIE.Cli.Runs;
using PiCIE.Cli.Versions;
using PiCIE.Cli.Weights;
using PiCIE.Pipeline;

namespace PiCIE.Cli.CommandLine;

/// <summary>All that <c>picie</c> can be asked.</summary>
internal static class PicieCommandLine
{
    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">The words behind <c>picie</c>.</param>
    /// <param name="surroundings">The process around it.</param>
    public static async Task<ExitStatus> RunAsync(IReadOnlyList<string> arguments, ProcessSurroundings surroundings)
    {
        CommandHost host = new(surroundings);
        ParseResult result = Tree(host).Parse(arguments);
        if (result.Errors.Count > 0 && !IsHelp(arguments))
        {
            return host.Report(Wrong(result), arguments.Contains("--json"));
        }

        return (ExitStatus)await result.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = surroundings.Terminal.Out,
        });
    }

    private static RootCommand Tree(CommandHost host)
    {
        RootCommand root = new("Unsupervised semantic segmentation with PiCIE: from photographs to honest numbers.")
        {
            DemoCommand.Build(host),
            RunCommand.Build(host),
            RunsCommand.Build(host),
            PredictCommand.Build(host),
            ModelCommand.Build(host),
            DataCommand.Build(host),
            WeightsCommand.Build(host),
            DoctorCommand.Build(host),
            VersionCommand.Build(host),
        };
        root.Options.Add(host.Json);
        return root;
    }

    private static bool IsHelp(IReadOnlyList<string> arguments) => arguments.Any(word => word is "--help" or "-h" or "-?" or "/?");

    private static PicieException Wrong(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        string path = string.Join(' ', Path(command).Reverse());
        string[] messages =
        [
            .. result.Errors.Select(error => OneLine(error.Message)).Distinct(StringComparer.Ordinal)
                .Where(message => !message.StartsWith("Required command", StringComparison.Ordinal)),
        ];
        string sentence = messages.Length > 0
            ? string.Join(' ', messages)
            : $"'{path}' needs a command: {string.Join(", ", command.Subcommands.Select(each => each.Name))}.";
        return new PicieException("usage", sentence, null, $"'{path} --help' says what is possible.", ExitStatus.Input);
    }

    private static string OneLine(string message) =>
        string.Join(' ', message.Split((char[])['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Path(Command command)
    {
        for (Command? at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            yield return at is RootCommand ? "picie" : at.Name;
        }
    }
}
