using System.Text.Json;

namespace PiCIE.Experiments.Plans;

/// <summary>
/// Names runs within their experiment: by the seed, and where the experiment has runs with other settings by what differs from its first
/// run (<c>seed-5,epochs=3</c>).
/// </summary>
public static class RunNames
{
    private const int MostDifferences = 3;
    private const int ShortConfig = 8;

    /// <summary>Lists settings that make no other run: seeds stand in the name anyway, the others enter no key.</summary>
    private static readonly string[] Ignored =
    [
        "task", "data", "train.seed", "cluster.seed", "preprocess.threads", "train.threads", "train.device", "cluster.threads", "cluster.device",
        "evaluate.batchSize", "evaluate.threads", "evaluate.device",
    ];

    /// <summary>Returns the name of a run whose experiment has no other settings: <c>seed-5</c>, or <c>seed-5,cluster-seed-6</c>.</summary>
    /// <param name="train">Seed of the training.</param>
    /// <param name="cluster">Seed of the fresh clustering.</param>
    public static string BySeeds(long train, long cluster) => cluster == train ? $"seed-{train}" : $"seed-{train},cluster-seed-{cluster}";

    /// <summary>Returns the name of a run within its experiment.</summary>
    /// <param name="run">The run as planned.</param>
    /// <param name="first">Settings of the first run of its experiment as they are stored; null where this is the first.</param>
    public static string NameOf(PlannedRun run, JsonElement? first)
    {
        List<KeyValuePair<string, JsonElement>> differences = first is { } other ? Differences(ShownSettings.Of(run.Settings), other) : [];
        return differences.Count switch
        {
            0 => run.Name,
            <= MostDifferences => $"{run.Name},{string.Join(',', differences.Select(setting => $"{ShortKey(setting.Key, differences)}={Word(setting.Value)}"))}",
            _ => $"{run.Name},config-{run.ConfigId[..ShortConfig]}",
        };
    }

    private static List<KeyValuePair<string, JsonElement>> Differences(JsonElement settings, JsonElement first)
    {
        Dictionary<string, string> before = SettingDifferences.Leaves(first).ToDictionary(leaf => leaf.Key, leaf => leaf.Value.GetRawText());
        List<KeyValuePair<string, JsonElement>> differences =
        [
            .. SettingDifferences.Leaves(settings).Where(leaf =>
                !Ignored.Contains(leaf.Key) && before.TryGetValue(leaf.Key, out string? value) && value != leaf.Value.GetRawText()),
        ];

        // A preset is a set of switches, and a fresh clustering takes its k-means from the training: the cause says it all.
        bool preset = differences.Any(setting => setting.Key == "preset");
        return
        [
            .. differences.Where(setting => !(preset && setting.Key.StartsWith("switches.", StringComparison.Ordinal))
                && !(setting.Key.StartsWith("cluster.kmeans.", StringComparison.Ordinal) && Follows(setting, differences))),
        ];
    }

    private static bool Follows(KeyValuePair<string, JsonElement> ofClustering, List<KeyValuePair<string, JsonElement>> differences) =>
        differences.Any(setting => setting.Key == $"train{ofClustering.Key["cluster".Length..]}" && setting.Value.GetRawText() == ofClustering.Value.GetRawText());

    /// <summary>Returns the last word of the key, unless another difference has the same.</summary>
    private static string ShortKey(string key, List<KeyValuePair<string, JsonElement>> differences)
    {
        string last = LastWord(key);
        return differences.Count(setting => LastWord(setting.Key) == last) == 1 ? last : key;
    }

    private static string LastWord(string key) => key[(key.LastIndexOf('.') + 1)..];

    private static string Word(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join('+', value.EnumerateArray().Select(Word)),
        _ => value.GetRawText(),
    };
}
