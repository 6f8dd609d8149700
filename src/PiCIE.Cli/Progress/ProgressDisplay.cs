using PiCIE.Cli.Terminals;
using PiCIE.Pipeline.Observing;
using Spectre.Console;

namespace PiCIE.Cli.Progress;

/// <summary>Shows work while it runs: bars where a person watches, lines otherwise, and always on standard error.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs work with an observer that shows how far it is.</summary>
    /// <param name="terminal">Terminal that shows it.</param>
    /// <param name="work">The work.</param>
    /// <param name="pace">The pace of all the work, whose time left is shown; null where each phase stands for itself.</param>
    /// <typeparam name="T">What it gives.</typeparam>
    public static Task<T> WatchAsync<T>(Terminal terminal, Func<IRunObserver, Task<T>> work, WorkPace? pace = null)
    {
        if (!terminal.IsErrorLive)
        {
            return work(new PlainProgress(terminal, TimeProvider.System, pace));
        }

        IAnsiConsole console = terminal.ErrorConsole();
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RateColumn(), pace is null ? new RemainingTimeColumn() : new WorkLeftColumn(pace))
            .StartAsync(context => work(new LiveProgress(console, context, pace)));
    }
}
