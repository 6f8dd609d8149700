using PiCIE.Evaluation.Matching;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Filters;

/// <summary>Names the settings that a run can have, as <see cref="ShownSettings"/> writes them.</summary>
public static class KnownSettings
{
    private static readonly Lazy<string[]> All = new(static () =>
        [.. new MethodTraining[] { new PicieTraining { K = 1 }, new FrozenTraining() }.SelectMany(Of).Distinct(StringComparer.Ordinal)]);

    /// <summary>All keys ("train.kmeans.iterations"), those of every method.</summary>
    public static IReadOnlyList<string> Keys => All.Value;

    /// <summary>Returns the keys of a method; every setting has a value here, for one without is not shown.</summary>
    private static IEnumerable<string> Of(MethodTraining training)
    {
        RunSettings settings = new()
        {
            Task = string.Empty,
            Data = string.Empty,
            Switches = RunSwitches.Of(Preset.Released202112) with { KmeansInitRows = 1 },
            Preprocess = new PreprocessSettings { Threads = 1 },
            Train = new TrainSettings { Training = training, Threads = 1 },
            Cluster = new ClusterSettings { Seed = 1, K = 1, Threads = 1 },
            Evaluate = new EvaluateSettings { Matching = MatchingRule.Hungarian, BatchSize = 1, Threads = 1 },
        };
        return SettingDifferences.Leaves(ShownSettings.Of(settings)).Select(leaf => leaf.Key);
    }
}
