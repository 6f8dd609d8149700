using System.Text.Json;

namespace PiCIE.Experiments.Plans;

/// <summary>
/// Names the runs of one experiment: by seed, by what a sweep sets, and by what else differs from the experiment's first run
/// (<c>seed-5,learningRate=0.0003,cluster.k=22</c>). Names are distinct. A run keeps the name that it has, so a sweep that grows renames none.
/// </summary>
public sealed class RunNames
{
    private const int MostDifferences = 3;
    private const int LongestName = 120;
    private const int ShortConfig = 8;
    private const string ClusterSeed = "cluster.seed";

    /// <summary>Lists settings that make no other run: seeds stand in the name anyway, the others enter no key.</summary>
    private static readonly string[] Ignored =
    [
        "task", "data", "train.seed", ClusterSeed, "preprocess.threads", "train.threads", "train.device", "cluster.threads", "cluster.device",
        "evaluate.batchSize", "evaluate.threads", "evaluate.device",
    ];

    private readonly Dictionary<string, TakenName> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>?> _words = new(StringComparer.Ordinal);
    private Dictionary<string, string>? _first;

    /// <summary>Creates the names of an experiment.</summary>
    /// <param name="first">Settings of its first run as they are stored; null where it has none: then the first one that is named is it.</param>
    /// <param name="taken">Names of the runs that it has.</param>
    public RunNames(JsonElement? first, IEnumerable<TakenName> taken)
    {
        _first = first is { } settings ? ValuesOf(SettingDifferences.Leaves(settings)) : null;
        foreach (TakenName name in taken)
        {
            _taken[name.Name] = name;
        }
    }

    /// <summary>Returns the name of a run whose experiment has no other settings: <c>seed-5</c>, or <c>seed-5,cluster-seed-6</c>.</summary>
    /// <param name="train">Seed of the training.</param>
    /// <param name="cluster">Seed of the fresh clustering.</param>
    public static string BySeeds(long train, long cluster) => cluster == train ? $"seed-{train}" : WithClusterSeed(train, cluster);

    /// <summary>
    /// Returns the name of a further run and takes it. Another run of the same settings and seeds, on other data or by other code, has the
    /// same name; one of other settings never has, for then the config id is added.
    /// </summary>
    /// <param name="run">The run as planned.</param>
    public string Next(PlannedRun run)
    {
        string name = NamesOf(run).First(one => !_taken.TryGetValue(one, out TakenName? other) || IsSame(other, run));
        _taken.TryAdd(name, new TakenName(name, run.ConfigId, run.TrainSeed, run.ClusterSeed));
        return name;
    }

    private IEnumerable<string> NamesOf(PlannedRun run)
    {
        string readable = ReadableName(run);
        yield return readable;
        yield return $"{readable},config-{run.ConfigId[..ShortConfig]}";
        yield return $"{readable},config-{run.ConfigId}";
    }

    private string ReadableName(PlannedRun run)
    {
        string seeds = run.Swept.Contains(ClusterSeed) ? WithClusterSeed(run.TrainSeed, run.ClusterSeed) : run.Name;
        string name = string.Join(',', (string[])[seeds, .. WordsOf(run) ?? []]);
        return WordsOf(run) is not null && name.Length <= LongestName ? name : $"{seeds},config-{run.ConfigId[..ShortConfig]}";
    }

    /// <summary>
    /// Returns what the name of a run says of its settings; null where that is too much. What the config id leaves out stands in no name, so runs
    /// that share it share the words: of a thousand seeds the settings are written once.
    /// </summary>
    private IReadOnlyList<string>? WordsOf(PlannedRun run)
    {
        string key = string.Join(' ', (string[])[run.ConfigId, .. run.Swept]);
        if (_words.TryGetValue(key, out IReadOnlyList<string>? known))
        {
            return known;
        }

        IReadOnlyList<KeyValuePair<string, JsonElement>> leaves = SettingDifferences.Leaves(ShownSettings.Of(run.Settings));
        _first ??= ValuesOf(leaves);
        HashSet<string> differing = Differing(leaves, run.Swept);
        string[] words =
        [
            .. leaves.Where(leaf => differing.Contains(leaf.Key) || (run.Swept.Contains(leaf.Key) && !Ignored.Contains(leaf.Key)))
                .Select(leaf => $"{ShortKeys.Of(leaf.Key)}={Word(leaf.Value)}"),
        ];
        return _words[key] = differing.Count <= MostDifferences ? words : null;
    }

    /// <summary>Returns the keys outside the sweep whose values are others than those of the first run.</summary>
    private HashSet<string> Differing(IReadOnlyList<KeyValuePair<string, JsonElement>> leaves, IReadOnlyList<string> swept)
    {
        Dictionary<string, string> values = ValuesOf(leaves);
        HashSet<string> differing =
        [
            .. values.Keys.Where(key => !Ignored.Contains(key) && _first!.TryGetValue(key, out string? value) && value != values[key]),
        ];

        // A preset is a set of switches, a fresh clustering takes its k-means from the training, a trunk has a width: the cause says it all.
        HashSet<string> causes = [.. differing.Union(swept)];
        differing.RemoveWhere(key => swept.Contains(key)
            || (causes.Contains("preset") && key.StartsWith("switches.", StringComparison.Ordinal))
            || (causes.Contains("backbone.name") && key == "backbone.featureWidth")
            || (key.StartsWith("cluster.kmeans.", StringComparison.Ordinal) && Follows(key, values, causes)));
        return differing;
    }

    private static bool Follows(string ofClustering, Dictionary<string, string> values, HashSet<string> causes)
    {
        string ofTraining = $"train{ofClustering["cluster".Length..]}";
        return causes.Contains(ofTraining) && values.GetValueOrDefault(ofTraining) == values[ofClustering];
    }

    private static bool IsSame(TakenName taken, PlannedRun run) =>
        (taken.ConfigId, taken.TrainSeed, taken.ClusterSeed) == (run.ConfigId, run.TrainSeed, run.ClusterSeed);

    private static Dictionary<string, string> ValuesOf(IEnumerable<KeyValuePair<string, JsonElement>> leaves) =>
        leaves.ToDictionary(leaf => leaf.Key, leaf => leaf.Value.GetRawText(), StringComparer.Ordinal);

    private static string WithClusterSeed(long train, long cluster) => $"seed-{train},cluster-seed-{cluster}";

    private static string Word(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join('+', value.EnumerateArray().Select(Word)),
        _ => value.GetRawText(),
    };
}
