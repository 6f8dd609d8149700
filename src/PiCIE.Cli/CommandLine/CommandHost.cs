using System.CommandLine;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Cli.CommandLine;

/// <summary>
/// Runs the action of a command and turns what goes wrong into a sentence (or, with <c>--json</c>, an error document) and an exit status.
/// It is the only place that does.
/// </summary>
internal sealed class CommandHost
{
    private readonly ProcessSurroundings _surroundings;

    public CommandHost(ProcessSurroundings surroundings) => _surroundings = surroundings;

    /// <summary>The option <c>--json</c>, which every command knows.</summary>
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document on standard output and nothing else",
        Recursive = true,
    };

    /// <summary>The option <c>--quiet</c>, which every command knows.</summary>
    public Option<bool> Quiet { get; } = new("--quiet")
    {
        Description = "Print results and errors only: no progress and no remarks",
        Recursive = true,
    };

    /// <summary>Sets the action of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="action">The action.</param>
    public void On(Command command, Func<ParseResult, CommandSession, Task<ExitStatus>> action) =>
        command.SetAction(async (result, _) => (int)await RunAsync(result, action));

    /// <summary>Tells an error and returns the exit status that it leads to.</summary>
    /// <param name="error">The error.</param>
    /// <param name="json">Whether it is told as a document.</param>
    public ExitStatus Report(PicieException error, bool json)
    {
        if (json)
        {
            _surroundings.Terminal.Print(ErrorDocument.Of(error));
            return ExitStatuses.Of(error.Kind);
        }

        _surroundings.Terminal.Tell(IsSaid(error.Where, error.Message) ? $"picie: {error.Message}" : $"picie: {error.Where}: {error.Message}");
        if (error.Hint is { } hint && !error.Message.Contains(hint, StringComparison.Ordinal))
        {
            _surroundings.Terminal.Tell($"  {hint}");
        }

        return ExitStatuses.Of(error.Kind);
    }

    /// <summary>Returns whether a place ("file, line 3, column 5") needs no words of its own, because the message names the file.</summary>
    private static bool IsSaid(string? place, string message) =>
        place is null || message.Contains(place.Split(", line ")[0], StringComparison.Ordinal);

    private async Task<ExitStatus> RunAsync(ParseResult result, Func<ParseResult, CommandSession, Task<ExitStatus>> action)
    {
        bool json = result.GetValue(Json);
        using StopSignals signals = StopSignals.Listen(_surroundings.Terminal);
        try
        {
            ProcessSurroundings surroundings = result.GetValue(Quiet) ? _surroundings with { Terminal = _surroundings.Terminal.Quieted() } : _surroundings;
            CommandSession session = new(surroundings, json, signals.Stop, signals.StopNow);
            signals.Answer = () => session.AnswerToStop();
            return await action(result, session);
        }
        catch (PicieException error)
        {
            return Report(error, json);
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            return Report(new PicieException("interrupted", "Interrupted.", null, "The same command starts again.", ProblemKind.Interrupted), json);
        }
        catch (Exception exception) when (MissingPart.Of(exception) is { } missing)
        {
            return Report(missing, json);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Report(new PicieException("file-access", exception.Message, null, "Check that the path is right and may be read or written.", ProblemKind.Environment), json);
        }
        catch (Exception exception)
        {
            _surroundings.Terminal.Tell(exception.ToString());
            return Report(
                new PicieException("unexpected", $"Something went wrong that should not: {exception.Message}", null, "Please report it with the lines above; picie doctor says more about this machine.", ProblemKind.Environment),
                json);
        }
    }
}
