using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Sweeps;
using PiCIE.Experiments.Text;

namespace PiCIE.Experiments.Specs;

/// <summary>
/// Reads the text of a spec strictly (spec.md 2). Unknown, duplicate and mistyped keys, values out of range and settings that exclude one
/// another are all reported together. Settings that depend on the task are checked when the plan is made.
/// </summary>
public static class SpecReader
{
    /// <summary>Most runs of a spec.</summary>
    public const int MostRuns = 10_000;

    private const int LongestName = 100;
    private const int LongestDescription = 10_000;
    private const string SeedsKey = "seeds";

    private static readonly Lazy<KnownKeys> KeysRead = new(KeysOfSpec);

    private static readonly string[] NeededKeys = ["task", "data", "method"];

    /// <summary>The keys that a spec may have, with what each expects.</summary>
    public static KnownKeys Keys => KeysRead.Value;

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
        ExperimentSpec spec = ReadVariants(tree, Path.GetFileNameWithoutExtension(source), problems) with { Text = text, Overrides = overrides };
        return problems.Count == 0 ? spec : throw new InvalidTextException(source, InOrder(problems));
    }

    /// <summary>
    /// Reads the spec once for each combination of its sweep. The values of a combination are put into the tree before it is read, so that
    /// a swept value is held to everything that one of the spec itself is held to.
    /// </summary>
    private static ExperimentSpec ReadVariants(TextMap tree, string name, List<TextProblem> problems)
    {
        Sweep sweep = SweepReader.Read(tree, MostRuns, problems);
        int before = problems.Count;
        SweptValueChecks.Check(sweep, tree, aside => ReadTree(aside, name, new Dictionary<string, TextNode>()).Problems, problems);
        CheckRuns(sweep, tree, problems);
        HashSet<string?> wrong = [.. problems.Skip(before).Select(problem => problem.Key)];
        VariantProblems told = new(problems);
        List<ExperimentSpec> read = [];

        // Where single values are wrong already, combinations of them would say it again, and so would the first one.
        foreach (SweepPoint point in wrong.Count == 0 ? sweep.Points : sweep.Points.Take(1))
        {
            Dictionary<string, TextNode> swept = point.Values.ToDictionary(value => value.Key, value => value.Value, StringComparer.Ordinal);
            (ExperimentSpec spec, List<TextProblem> found) = ReadTree(point.PutInto(tree), name, swept);
            SpecChecks.Check(spec.Name, spec.Variants[0], found);
            told.Add([.. found.Where(problem => !wrong.Contains(problem.Key))], swept);
            read.Add(spec);
        }

        return read[0] with { Variants = [.. read.SelectMany(spec => spec.Variants)] };
    }

    private static (ExperimentSpec Spec, List<TextProblem> Problems) ReadTree(TextMap tree, string name, IReadOnlyDictionary<string, TextNode> swept)
    {
        List<TextProblem> problems = [];
        return (ReadTop(new MapReader(tree, string.Empty, problems, Keys), tree, name, swept), problems);
    }

    /// <summary>Returns the keys that a spec may have: those that the readers ask for in a spec of the method that has most.</summary>
    private static KnownKeys KeysOfSpec()
    {
        KnownKeys keys = new();
        TextMap least = StrictYaml.ReadMap("method: picie", [])!;
        ReadTop(new MapReader(least, string.Empty, [], keys), least, string.Empty, new Dictionary<string, TextNode>());
        return keys.Freeze();
    }

    private static ExperimentSpec ReadTop(MapReader top, TextMap tree, string name, IReadOnlyDictionary<string, TextNode> swept)
    {
        ExperimentSpec spec = new()
        {
            Name = top.Text("name", LongestName) ?? name,
            Description = top.Text("description", LongestDescription),
            Tags = top.Texts("tags", LongestName) ?? [],
            Variants = [ReadVariant(top, tree, swept)],
            Priority = top.Whole("priority", -100, 100) ?? 0,
            MaxConcurrent = top.Whole("maxConcurrent", 1),
            Text = string.Empty,
        };
        top.Take(Sweep.Key);
        top.Finish();
        return spec;
    }

    private static SpecVariant ReadVariant(MapReader top, TextMap tree, IReadOnlyDictionary<string, TextNode> swept)
    {
        RunSettings settings = SettingsReader.Read(top);
        IReadOnlyList<long> seeds = SeedsOf(top, settings, tree);
        return new SpecVariant
        {
            Settings = settings with { Train = settings.Train with { Seed = seeds[0] } },
            Seeds = seeds,
            Places = SpecPlaces.Of(tree),
            Swept = swept,
        };
    }

    /// <summary>Returns the seeds: as listed, else the one of train.seed, else 1.</summary>
    private static IReadOnlyList<long> SeedsOf(MapReader top, RunSettings settings, TextMap tree)
    {
        IReadOnlyList<long>? seeds = top.Longs(SeedsKey, 1, long.MaxValue);
        TextEntry? single = (tree.Find("train") as TextMap)?.Entries.FirstOrDefault(entry => entry.Key == "seed");
        if (seeds is not null && single is not null)
        {
            top.Report("train.seed", single.Place, "seeds sets train.seed of one run each, so both cannot be set", "remove train.seed, or set seeds alone");
        }

        if (seeds is { Count: 0 } && tree.Find(SeedsKey) is TextList { Items.Count: 0 } empty)
        {
            top.Report(SeedsKey, empty.Place, "seeds is empty, at least one seed is needed", "for example seeds: [1, 2, 3]");
        }

        return seeds is { Count: > 0 } ? seeds : [settings.Train.Seed];
    }

    /// <summary>Refuses more runs than anybody can mean, before they are read one by one.</summary>
    private static void CheckRuns(Sweep sweep, TextMap tree, List<TextProblem> problems)
    {
        int seeds = Math.Max(1, new MapReader(tree, string.Empty, []).Items(SeedsKey, string.Empty)?.Count ?? 1);
        long runs = (long)sweep.Points.Count * seeds;
        if (runs > MostRuns)
        {
            string key = sweep.Points.Count > 1 ? Sweep.Key : SeedsKey;
            string factors = sweep.Points.Count > 1 ? $"{runs} runs, {sweep.Points.Count} combinations of its sweep × {seeds} seeds" : $"{runs} runs, one for each seed";
            problems.Add(new TextProblem($"the spec has {factors}; at most {MostRuns} are allowed", tree.Find(key)!.Place, key, "make several experiments of it"));
        }
    }

    /// <summary>Sorts problems in the order of the text, overrides last; a key that is missing altogether comes first.</summary>
    private static List<TextProblem> InOrder(IEnumerable<TextProblem> problems) =>
        [.. problems
            .OrderBy(problem => problem.Place.Override is not null)
            .ThenBy(problem => problem.Line)
            .ThenBy(problem => problem.Column)
            .ThenBy(problem => Array.IndexOf(NeededKeys, problem.Key))];
}
