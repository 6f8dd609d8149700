using System.CommandLine;
using PiCIE.Cli.Collecting;
using PiCIE.Cli.Completions;
using PiCIE.Cli.Control;
using PiCIE.Cli.Databases;
using PiCIE.Cli.DataSets;
using PiCIE.Cli.Demo;
using PiCIE.Cli.Doctor;
using PiCIE.Cli.Exports;
using PiCIE.Cli.Keys;
using PiCIE.Cli.Marks;
using PiCIE.Cli.Models;
using PiCIE.Cli.Predictions;
using PiCIE.Cli.Queues;
using PiCIE.Cli.Runs;
using PiCIE.Cli.Serve;
using PiCIE.Cli.Versions;
using PiCIE.Cli.Weights;
using PiCIE.Cli.Workers;

namespace PiCIE.Cli.CommandLine;

/// <summary>Holds all commands of <c>picie</c> and runs a command line.</summary>
internal static class PicieCommandLine
{
    /// <summary>Runs a command line. Without any word it prints help, as <c>help</c> does, alone or with a command behind it.</summary>
    /// <param name="arguments">The words behind <c>picie</c>.</param>
    /// <param name="surroundings">The process around it.</param>
    public static async Task<ExitStatus> RunAsync(IReadOnlyList<string> arguments, ProcessSurroundings surroundings)
    {
        CommandHost host = new(surroundings);
        IReadOnlyList<string> words = WithHelp(arguments);
        ParseResult result = Tree(host).Parse(words);
        if (!CompletionCommand.IsQuestion(words) && (IsHelp(words) ? UsageErrors.UnknownCommand(result) : UsageErrors.Of(result)) is { } error)
        {
            return host.Report(error, arguments.Contains("--json"));
        }

        return (ExitStatus)await result.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = surroundings.Terminal.Out,
        });
    }

    private static IReadOnlyList<string> WithHelp(IReadOnlyList<string> arguments) => arguments switch
    {
        [] => ["--help"],
        ["help", ..] => [.. arguments.Skip(1), "--help"],
        _ => arguments,
    };

    private static RootCommand Tree(CommandHost host)
    {
        RootCommand root = new("Unsupervised semantic segmentation with PiCIE: from photographs to honest numbers.")
        {
            DemoCommand.Build(host),
            InitCommand.Build(host),
            RunCommand.Build(host),
            SubmitCommand.Build(host),
            RunsCommand.Build(host),
            QueueCommand.Build(host),
            ControlCommands.Cancel(host),
            ControlCommands.Pause(host),
            ControlCommands.Resume(host),
            ControlCommands.Retry(host),
            TagCommand.Build(host),
            NoteCommand.Build(host),
            ArchiveCommand.Build(host),
            RemoveCommand.Build(host),
            CollectCommand.Build(host),
            ExportCommand.Build(host),
            ServeCommand.Build(host),
            OpenCommand.Build(host),
            KeysCommand.Build(host),
            WorkerCommand.Build(host),
            WorkersCommand.Build(host),
            PredictCommand.Build(host),
            ModelCommand.Build(host),
            DataCommand.Build(host),
            WeightsCommand.Build(host),
            DbCommand.Build(host),
            DoctorCommand.Build(host),
            CompletionCommand.Build(host),
            VersionCommand.Build(host),
        };
        root.Options.Add(host.Json);
        root.Options.Add(host.Quiet);
        return root;
    }

    private static bool IsHelp(IReadOnlyList<string> arguments) => arguments.Any(word => word is "--help" or "-h" or "-?" or "/?");
}
