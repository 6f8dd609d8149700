using System.CommandLine;
using System.Text;
using PiCIE.Cli.CommandLine;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Runs;

namespace PiCIE.Cli.Exports;

/// <summary>Builds <c>picie export</c>, which writes runs for other programs.</summary>
internal static class ExportCommand
{
    private const string Csv = "csv";
    private const string Json = "json";

    public static Command Build(CommandHost host)
    {
        Option<string?> experiment = new("--experiment") { Description = "Only the runs of this experiment (its name, person/name or id)", HelpName = "name" };
        Option<string?> where = new("--where") { Description = "Only runs that a filter lets through (docs/filters.md)", HelpName = "filter" };
        Option<string?> sort = new("--sort") { Description = "Sort by fields, - in front for the largest first; else the oldest come first", HelpName = "fields" };
        Option<string?> format = new("--format") { Description = "csv or json; without it what the name of the file ends with; csv where there is no file", HelpName = "format" };
        Option<string?> file = new("--out") { Description = "Write into this new file instead of to standard output", HelpName = "file" };
        Command command = new("export", "Write runs with settings and figures as CSV or JSON") { experiment, where, sort, format, file };
        host.On(command, async (result, session) =>
        {
            string? path = result.GetValue(file) is { } given ? FileOf(session, given) : null;
            bool csv = FormatOf(result.GetValue(format), path, session.Json) == Csv;
            ListRuns query = new(result.GetValue(experiment)) { Where = result.GetValue(where), Sort = result.GetValue(sort) };
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            if (path is null)
            {
                await RunExport.WriteAsync(pipeline, query, csv, session.Terminal.Out, session.Stop);
                return ExitStatus.Done;
            }

            int written = await ToFileAsync(path, output => RunExport.WriteAsync(pipeline, query, csv, output, session.Stop));
            session.Give(new ExportedRuns(path, csv ? Csv : Json, written), terminal => terminal.Say($"{written} {(written == 1 ? "run" : "runs")} written to {path}"));
            return ExitStatus.Done;
        });
        return command;
    }

    private static string FileOf(CommandSession session, string given)
    {
        string path = given.Length > 0 ? session.FullPath(given) : throw new PicieException("usage", "--out is empty; it names a file.", "--out", "For example --out runs.csv.", ProblemKind.Input);
        return !Directory.Exists(path) ? path
            : throw new PicieException("usage", $"--out is {path}, and that is a folder; it names a file.", "--out", $"For example --out {ShellWord.Of(Path.Combine(given, "runs.csv"))}.", ProblemKind.Input);
    }

    private static string FormatOf(string? named, string? path, bool json) => named?.ToLowerInvariant() switch
    {
        Csv when path is null && json => throw new PicieException("usage", "--json asks for JSON and --format for csv.", "--format", "Leave out one of them.", ProblemKind.Input),
        Csv => Csv,
        Json => Json,
        null when path is null => json ? Json : Csv,
        null => Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => Csv,
            ".json" => Json,
            string ending => throw new PicieException(
                "usage", $"--out ends with '{ending}', which does not say the format; .csv and .json do.", "--out", "Give the file one of these endings, or add --format csv or --format json.", ProblemKind.Input),
        },
        _ => throw new PicieException("usage", $"--format is '{named}'; it is csv or json.", "--format", null, ProblemKind.Input),
    };

    /// <summary>Writes aside and renames, so that the file is whole or absent. Nothing is overwritten.</summary>
    private static async Task<int> ToFileAsync(string path, Func<TextWriter, Task<int>> write)
    {
        NewFile.Require(path);
        string draft = $"{path}.{Environment.ProcessId}.part";
        try
        {
            int written;
            await using (StreamWriter output = new(draft, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" })
            {
                written = await write(output);
            }

            File.Move(draft, path, overwrite: false);
            return written;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw NewFile.Unwritable(path, refused);
        }
        finally
        {
            // Deleting a draft that could not be made would fail for the same reason, with the name of the draft.
            if (File.Exists(draft))
            {
                File.Delete(draft);
            }
        }
    }

    /// <summary>The document of <c>export --out FILE --json</c>.</summary>
    private sealed record ExportedRuns(string File, string Format, int Runs);
}
