using PiCIE.Evaluation.Text;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Control;

namespace PiCIE.Cli.Control;

/// <summary>Says in sentences what a command did to runs, one for each experiment.</summary>
internal static class ControlWords
{
    /// <summary>Says what was canceled.</summary>
    public static IEnumerable<string> Canceled(ChangedRuns changed) =>
        changed.Experiments.Select(one => $"{one.Name}: {Count(changed, one, "canceled")}.");

    /// <summary>Says what was tried again.</summary>
    public static IEnumerable<string> Retried(ChangedRuns changed) =>
        changed.Experiments.Select(one => $"{one.Name}: {Count(changed, one, "asked for again")}.{PauseOf(one)}{ChangedDataOf(changed, one)}");

    /// <summary>Says what was paused.</summary>
    /// <param name="changed">The experiments.</param>
    /// <param name="stops">Whether what runs for them alone is stopped.</param>
    public static IEnumerable<string> Paused(ChangedRuns changed, bool stops) => changed.Experiments.Select(one =>
    {
        string before = one.Changed ? "is paused" : "was paused already";
        string running = one.StillRunning == 0 ? ""
            : stops ? $" {one.StillRunning} of its stages stop{(one.StillRunning == 1 ? "s" : "")}: a training at its next checkpoint, another one at once, unless somebody else wants it."
            : $" {one.StillRunning} of its stages still run{(one.StillRunning == 1 ? "s" : "")}, to the end.";
        return $"The whole experiment {one.Name} {before}: nothing of it starts until picie resume {ShellWord.Of(one.Name)}.{running}";
    });

    /// <summary>Says what goes on.</summary>
    public static IEnumerable<string> Resumed(ChangedRuns changed) => changed.Experiments.Select(one =>
        one.Changed ? $"{one.Name} is not paused any more." : $"{one.Name}: {Count(changed, one, "asked for again")}.");

    private static string ChangedDataOf(ChangedRuns changed, ChangedExperiment experiment)
    {
        string[] its = [.. changed.Runs.Where(run => run.DataChanged && run.Experiment == experiment.Name).Select(run => run.Name)];
        return its.Length == 0 ? "" : $" Of {string.Join(", ", its)} the photographs changed since its submit: picie run SPEC makes a new run of them, and this one fails again while they stay so.";
    }

    private static string PauseOf(ChangedExperiment one) => one.Paused ? $" It is paused: picie resume {ShellWord.Of(one.Name)} lets it go on." : "";

    private static string Count(ChangedRuns changed, ChangedExperiment experiment, string done)
    {
        List<ChangedRun> its = [.. changed.Runs.Where(run => run.Experiment == experiment.Name)];
        int count = its.Count(run => run.Changed);
        string[] others =
        [
            .. its.Where(run => !run.Changed).GroupBy(run => run.Status).OrderBy(group => group.Key)
                .Select(group => $"{group.Count()} {(group.Key == RunStatus.Done ? "done already" : group.Key.Word())}"),
        ];
        string rest = others.Length == 0 ? "" : $" ({string.Join(", ", others)})";
        return count == 0 ? $"no run {done}{rest}" : $"{count} run{(count == 1 ? "" : "s")} {done}{rest}";
    }
}
