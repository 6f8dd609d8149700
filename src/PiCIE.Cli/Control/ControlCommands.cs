using System.CommandLine;
using MediatR;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Runs;
using PiCIE.Pipeline.Control;

namespace PiCIE.Cli.Control;

/// <summary>Builds <c>picie cancel</c>, <c>pause</c>, <c>resume</c> and <c>retry</c>, each for one or many runs or experiments.</summary>
internal static class ControlCommands
{
    private const string Targets = "Runs or experiments: a name, an id or any part of what is shown of it; an experiment stands for all its runs";

    private const string PauseTargets = "Experiments: a name, an id or any part of what is shown of it; a run stands for its whole experiment";

    public static Command Cancel(CommandHost host) => Build(
        host, "cancel", "Cancel runs that are not done: what runs for them alone ends now", [], (names, _) => new CancelRuns(names), (changed, _) => ControlWords.Canceled(changed));

    public static Command Pause(CommandHost host)
    {
        Option<bool> now = new("--now") { Description = "Also stop what runs for them alone; it goes on where something was saved" };
        return Build(
            host, "pause", "Pause whole experiments: no run of them starts until picie resume", [now],
            (names, result) => new PauseExperiments(names, result.GetValue(now)), (changed, result) => ControlWords.Paused(changed, result.GetValue(now)));
    }

    public static Command Resume(CommandHost host) => Build(
        host, "resume", "End the pause of experiments, or ask again for runs that were canceled", [], (names, _) => new ResumeRuns(names), (changed, _) => ControlWords.Resumed(changed));

    public static Command Retry(CommandHost host) => Build(
        host, "retry", "Try again what failed of runs; what is done stays", [], (names, _) => new RetryRuns(names), (changed, _) => ControlWords.Retried(changed));

    private static Command Build(
        CommandHost host, string name, string description, IReadOnlyList<Option> options,
        Func<IReadOnlyList<string>, ParseResult, IRequest<ChangedRuns>> ask, Func<ChangedRuns, ParseResult, IEnumerable<string>> words)
    {
        Argument<string[]> targets = new("RUN") { Description = name == "pause" ? PauseTargets : Targets, Arity = ArgumentArity.OneOrMore };
        Command command = new(name, description) { targets };
        options.ToList().ForEach(command.Options.Add);
        host.On(command, async (result, session) =>
        {
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            ChangedRuns changed = await pipeline.AskAsync(ask(result.GetRequiredValue(targets), result), session.Stop);
            session.Give(changed, terminal => words(changed, result).ToList().ForEach(terminal.Say));
            await NobodyWorks.TellAsync(session, pipeline, changed.Runs.Where(run => run.Changed).Select(run => run.Status));
            return ExitStatus.Done;
        });
        return command;
    }
}
