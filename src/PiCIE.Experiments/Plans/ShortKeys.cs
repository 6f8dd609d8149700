using PiCIE.Evaluation.Matching;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Plans;

/// <summary>
/// Shortens keys for names and titles: to the last word where no other key has it (<c>learningRate</c>), and not at all where one has
/// (<c>cluster.k</c> beside <c>train.k</c>) or where the word alone says nothing. What a key is shortened to depends on no run, so that a short key means the same everywhere.
/// </summary>
internal static class ShortKeys
{
    /// <summary>Words that say nothing without the one before them.</summary>
    private static readonly string[] Bare = ["name", "width"];

    private static readonly Dictionary<string, int> Uses = SettingDifferences.Leaves(ShownSettings.Of(Full)).CountBy(leaf => LastWord(leaf.Key)).ToDictionary();

    /// <summary>Returns the short form of a key.</summary>
    /// <param name="key">The key with those above it.</param>
    public static string Of(string key) => Uses.GetValueOrDefault(LastWord(key)) == 1 && !Bare.Contains(LastWord(key)) ? LastWord(key) : key;

    /// <summary>Settings in which every key has a value: what is null is not shown.</summary>
    private static RunSettings Full => new()
    {
        Task = string.Empty,
        Data = string.Empty,
        Switches = RunSwitches.Of(Preset.Clean),
        Preprocess = new PreprocessSettings { Threads = 1 },
        Train = new TrainSettings { Threads = 1, Training = new PicieTraining { K = 1 } },
        Cluster = new ClusterSettings { Seed = 1, K = 1, Threads = 1 },
        Evaluate = new EvaluateSettings { Matching = MatchingRule.Hungarian, BatchSize = 1, Threads = 1 },
    };

    private static string LastWord(string key) => key[(key.LastIndexOf('.') + 1)..];
}
