using PiCIE.Evaluation.Text;

namespace PiCIE.Pipeline.Runs;

/// <summary>
/// Decides which runs a text means. An exact name wins over a part of one; a name of one's own wins over the same name of somebody else.
/// </summary>
internal static class RunChoice
{
    /// <summary>Number of digits below which a text is looked for in the digits that lists show, and nowhere else in an id.</summary>
    private const int FewestDigits = 4;

    private const int MostNamed = 6;

    /// <summary>Returns the runs that a text means: one, or all those of an experiment that it names.</summary>
    /// <param name="text">
    /// An id or any part of one, <c>experiment/run</c>, the name of a run or of an experiment, each also with <c>person/</c> in front, or
    /// any part of <c>experiment/run</c>.
    /// </param>
    /// <param name="runs">The runs that there are.</param>
    /// <param name="person">Name of the person who asks.</param>
    /// <exception cref="PicieException">The text means nothing, or several runs that are not one experiment.</exception>
    public static IReadOnlyList<NamedRun> Of(string text, IReadOnlyList<NamedRun> runs, string person)
    {
        foreach (Func<NamedRun, bool> means in Exact(text))
        {
            if (Current(Own(runs.Where(means), person)) is { Count: > 0 } named)
            {
                return named.Count == 1 ? named : throw Several(text, named);
            }
        }

        if (Own(runs.Where(run => IsExperiment(text, run)), person) is { Count: > 0 } members)
        {
            return members.DistinctBy(run => run.ExperimentId).Count() == 1 ? members : throw Several(text, members);
        }

        List<NamedRun> parts = Current([.. runs.Where(run => IsPart(text, run))]);
        return parts.Count switch
        {
            0 => throw Unknown(text, runs),
            1 => parts,
            _ => throw Several(text, parts),
        };
    }

    /// <summary>Returns the one run that a text means.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    /// <exception cref="PicieException">The text means no run, or several.</exception>
    public static NamedRun One(string text, IReadOnlyList<NamedRun> runs, string person) =>
        Of(text, runs, person) is [NamedRun only] ? only : throw Several(text, Of(text, runs, person));

    /// <summary>Returns what a text means: one run, or an experiment where the text is exactly its name or id and not also that of a run.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    /// <exception cref="PicieException">The text means nothing, or several runs or experiments.</exception>
    public static NamedTarget Target(string text, IReadOnlyList<NamedRun> runs, string person)
    {
        IReadOnlyList<NamedRun> named = Of(text, runs, person);
        return !Exact(text).Any(means => runs.Any(means)) && IsExperiment(text, named[0])
            ? new NamedTarget(named[0].ExperimentId, null, named[0].Experiment)
            : named is [NamedRun only] ? new NamedTarget(only.ExperimentId, only.Id, only.Path) : throw Several(text, named);
    }

    private static IEnumerable<Func<NamedRun, bool>> Exact(string text)
    {
        yield return run => Guid.TryParse(text, out Guid id) && run.Id == id;
        yield return run => text == run.Path || text == $"{run.Person}/{run.Path}";
        yield return run => text == run.Name || text.Equals(run.ShortId, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsExperiment(string text, NamedRun run) =>
        text == run.Experiment
        || text == $"{run.Person}/{run.Experiment}"
        || (Guid.TryParse(text, out Guid id) && run.ExperimentId == id)
        || text.Equals(Documents.ShortIds.Of(run.ExperimentId), StringComparison.OrdinalIgnoreCase);

    private static bool IsPart(string text, NamedRun run)
    {
        string digits = text.Replace("-", "", StringComparison.Ordinal);
        string searched = digits.Length < FewestDigits ? run.ShortId : run.Digits;
        return (digits.Length > 0 && searched.Contains(digits, StringComparison.OrdinalIgnoreCase))
            || (text.Length > 0 && run.Path.Contains(text, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Leaves out the runs whose place another one took, unless there are no others.</summary>
    private static List<NamedRun> Current(List<NamedRun> named)
    {
        List<NamedRun> current = named.FindAll(run => !run.IsSuperseded);
        return current.Count > 0 ? current : named;
    }

    private static List<NamedRun> Own(IEnumerable<NamedRun> named, string person)
    {
        List<NamedRun> all = [.. named];
        List<NamedRun> own = all.FindAll(run => run.Person == person);
        return own.Count > 0 ? own : all;
    }

    private static PicieException Unknown(string text, IReadOnlyList<NamedRun> runs)
    {
        string? near = NearestName.Of(text, runs.SelectMany(run => new[] { run.Path, run.Name, run.Experiment, run.ShortId }).Distinct());
        string meant = near is null ? "" : $"Did you mean {near}? ";
        return new PicieException(
            "no-run", $"There is no run or experiment '{text}'.", text, $"{meant}picie runs list shows those that there are.", ProblemKind.NotFound);
    }

    private static PicieException Several(string text, IReadOnlyList<NamedRun> runs)
    {
        bool people = runs.Select(run => run.Person).Distinct().Count() > 1;
        IEnumerable<string> named = runs.OrderByDescending(run => run.Id).Take(MostNamed)
            .Select(run => $"{(people ? $"{run.Person}/" : "")}{run.Path} ({run.ShortId})");
        string more = runs.Count > MostNamed ? ", …" : "";
        return new PicieException(
            "which-run", $"'{text}' means {runs.Count} runs: {string.Join(", ", named)}{more}.", text,
            "Name one by experiment/run, or by its id.", ProblemKind.Input);
    }
}
