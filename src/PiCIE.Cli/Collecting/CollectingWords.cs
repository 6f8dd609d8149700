using PiCIE.Cli.Results;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Cli.Collecting;

/// <summary>Says in sentences what <c>picie rm</c> and <c>picie gc</c> did or would do.</summary>
internal static class CollectingWords
{
    private const int MostNamed = 6;

    /// <summary>Says what was deleted or restored, or would be.</summary>
    /// <param name="document">The answer.</param>
    /// <param name="names">The names as the person wrote them.</param>
    public static IEnumerable<string> Of(DeletionDocument document, IReadOnlyList<string> names)
    {
        string runs = $"{Count(document.Runs.Count, "run")} ({Named(document.Runs.Select(run => $"{run.Experiment}/{run.Name}"))})";
        string command = $"picie rm {string.Join(' ', names.Select(ShellWord.Of))}";
        if (document.Restored)
        {
            yield return $"{runs} restored; archived as before (picie archive --undo {string.Join(' ', names.Select(ShellWord.Of))}).";
            yield break;
        }

        string alone = document.Stages == 0 ? "All their stages belong to other runs too."
            : $"{Count(document.Stages, "stage")} with {Figures.Memory(document.Bytes)} of artifacts {(document.Stages == 1 ? "belongs" : "belong")} to no other run.";
        yield return $"{runs} {(document.Changed ? "deleted" : $"would be deleted{(document.Runs.Count == 1 ? "" : ", all of them archived")}")}. {alone}";
        yield return document.Changed
            ? $"Until {Figures.Time(document.Until)} {command} --undo restores {(document.Runs.Count == 1 ? "it" : "them")}; after that picie gc --yes takes rows and files away."
            : $"Nothing was changed: {command} --yes deletes {(document.Runs.Count == 1 ? "it" : "them")}; {command} --undo restores for a week.";
    }

    /// <summary>Says what was taken away, or would be.</summary>
    /// <param name="document">The answer.</param>
    public static IEnumerable<string> Of(GarbageDocument document)
    {
        if (document.Runs.Count > 0)
        {
            yield return $"{Count(document.Runs.Count, "deleted run")} whose week has passed: {Named(document.Runs.Select(run => $"{run.Experiment}/{run.Name}"))}; "
                + $"{Count(document.Stages, "stage")} that no other run has, with {Figures.Memory(document.Bytes)} of artifacts.";
        }

        if (document.Unnamed.Count > 0)
        {
            yield return $"{Count(document.Unnamed.Count, "artifact or checkpoint", "artifacts and checkpoints")} that no run needs: {Figures.Memory(document.Unnamed.Sum(files => files.Bytes))}.";
        }

        if (document.Aside > 0)
        {
            yield return $"Left over by processes that ended while they wrote: {Figures.Memory(document.Aside)}.";
        }

        if (document.Recoverable.Count > 0)
        {
            yield return $"{Count(document.Recoverable.Count, "deleted run")} can still be restored (picie rm --undo RUN): "
                + $"{Named(document.Recoverable.Select(run => $"{run.Experiment}/{run.Name} until {Figures.Time(run.Until)}"))}.";
        }

        if (!document.WholeStore)
        {
            yield return "The artifacts lie outside this home, where another home may keep its own: files that no run of this home names are left alone.";
        }

        bool nothing = document is { Runs: [], Unnamed: [], Aside: 0 };
        yield return nothing ? "There is nothing to take away."
            : document.Removed ? $"{Figures.Memory(document.TotalBytes)} taken away."
            : $"Nothing was changed: picie gc --yes takes {Figures.Memory(document.TotalBytes)} away, for good.";
    }

    private static string Named(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return string.Join(", ", all.Take(MostNamed)) + (all.Length > MostNamed ? $" and {all.Length - MostNamed} more" : "");
    }

    private static string Count(int count, string one, string? many = null) => $"{count} {(count == 1 ? one : many ?? one + "s")}";
}
