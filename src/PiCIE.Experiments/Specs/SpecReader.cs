using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Text;

namespace PiCIE.Experiments.Specs;

/// <summary>
/// Reads the text of a spec strictly (spec.md 2). Unknown, duplicate and mistyped keys, values out of range and settings that exclude one
/// another are all reported together. Settings that depend on the task are checked when the plan is made.
/// </summary>
public static class SpecReader
{
    private const int LongestName = 100;
    private const int LongestDescription = 10_000;

    private static readonly string[] NeededKeys = ["task", "data", "method"];

    /// <summary>Reads the spec in a text.</summary>
    /// <param name="text">The text, kept verbatim.</param>
    /// <param name="source">Its file, for messages; also gives the name where the spec has none (file name without extension).</param>
    /// <param name="overrides">Settings of the command line (<c>train.epochs=4</c>), applied in order.</param>
    /// <exception cref="InvalidTextException">Something is wrong with text or overrides.</exception>
    public static ExperimentSpec Read(string text, string source, IReadOnlyList<string> overrides)
    {
        List<TextProblem> problems = [];
        TextMap? tree = StrictYaml.ReadMap(text, problems);
        if (tree is null)
        {
            throw new InvalidTextException(source, problems);
        }

        tree = SpecOverrides.Apply(tree, overrides, problems);
        ExperimentSpec spec = ReadTree(tree, text, source, overrides, problems);
        SpecChecks.Check(spec, problems);
        return problems.Count == 0 ? spec : throw new InvalidTextException(source, InOrder(problems));
    }

    private static ExperimentSpec ReadTree(
        TextMap tree, string text, string source, IReadOnlyList<string> overrides, List<TextProblem> problems)
    {
        MapReader top = new(tree, string.Empty, problems);
        string name = top.Text("name", LongestName) ?? Path.GetFileNameWithoutExtension(source);
        string? description = top.Text("description", LongestDescription);
        IReadOnlyList<string> tags = top.Texts("tags", LongestName) ?? [];
        RunSettings settings = SettingsReader.Read(top);
        IReadOnlyList<long> seeds = SeedsOf(top, settings, tree);
        int priority = top.Whole("priority", -100, 100) ?? 0;
        int? maxConcurrent = top.Whole("maxConcurrent", 1);
        top.Later("sweep", "list seeds, or submit one spec for each setting (--set changes one)");
        top.Finish();
        return new ExperimentSpec
        {
            Name = name,
            Description = description,
            Tags = tags,
            Settings = settings with { Train = settings.Train with { Seed = seeds[0] } },
            Seeds = seeds,
            Priority = priority,
            MaxConcurrent = maxConcurrent,
            Text = text,
            Overrides = overrides,
            Places = SpecPlaces.Of(tree),
        };
    }

    /// <summary>Returns the seeds: as listed, else the one of train.seed, else 1.</summary>
    private static IReadOnlyList<long> SeedsOf(MapReader top, RunSettings settings, TextMap tree)
    {
        IReadOnlyList<long>? seeds = top.Longs("seeds", 1, long.MaxValue);
        TextEntry? single = (tree.Find("train") as TextMap)?.Entries.FirstOrDefault(entry => entry.Key == "seed");
        if (seeds is not null && single is not null)
        {
            top.Report("train.seed", single.Place, "seeds sets train.seed of one run each, so both cannot be set", "remove train.seed, or set seeds alone");
        }

        if (seeds is { Count: 0 } && tree.Find("seeds") is TextList { Items.Count: 0 } empty)
        {
            top.Report("seeds", empty.Place, "seeds is empty, at least one seed is needed", "for example seeds: [1, 2, 3]");
        }

        return seeds is { Count: > 0 } ? seeds : [settings.Train.Seed];
    }

    /// <summary>Sorts problems in the order of the text, overrides last; a key that is missing altogether comes first.</summary>
    private static List<TextProblem> InOrder(IEnumerable<TextProblem> problems) =>
        [.. problems
            .OrderBy(problem => problem.Place.Override is not null)
            .ThenBy(problem => problem.Line)
            .ThenBy(problem => problem.Column)
            .ThenBy(problem => Array.IndexOf(NeededKeys, problem.Key))];
}
