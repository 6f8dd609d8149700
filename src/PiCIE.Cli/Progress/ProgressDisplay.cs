using PiCIE.Cli.Terminals;
using PiCIE.Pipeline.Observing;
using Spectre.Console;

namespace PiCIE.Cli.Progress;

/// <summary>Shows work while it runs: bars where a person watches, lines otherwise. Always on standard error.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs work with somebody who shows how far it is.</summary>
    /// <param name="terminal">Where it is shown.</param>
    /// <param name="work">The work.</param>
    /// <typeparam name="T">What it gives.</typeparam>
    public static Task<T> WatchAsync<T>(Terminal terminal, Func<IRunObserver, Task<T>> work)
    {
        if (!terminal.IsErrorLive)
        {
            return work(new PlainProgress(terminal, TimeProvider.System));
        }

        IAnsiConsole console = terminal.ErrorConsole();
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RateColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new LiveProgress(console, context)));
    }
}
