using System.Text.Json;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Plans;

/// <summary>Compares settings key by key, in the form in which people see them (<see cref="ShownSettings"/>).</summary>
internal static class SettingDifferences
{
    /// <summary>Returns the values by key ("train.kmeans.iterations"), in their order.</summary>
    /// <param name="settings">Settings as JSON.</param>
    public static IReadOnlyList<KeyValuePair<string, JsonElement>> Leaves(JsonElement settings) => [.. LeavesBelow(settings, string.Empty)];

    /// <summary>Returns the settings of a run; those are marked that its method and preset would not give by themselves.</summary>
    /// <param name="settings">Settings of a run, fitted to its task.</param>
    /// <param name="clusters">Number of clusters where a spec sets none; null for a task without classes.</param>
    public static IReadOnlyList<ResolvedSetting> Marked(RunSettings settings, int? clusters)
    {
        Dictionary<string, string> preset = Leaves(ShownSettings.Of(OfPreset(settings, clusters))).ToDictionary(leaf => leaf.Key, leaf => leaf.Value.GetRawText());
        return
        [
            .. Leaves(ShownSettings.Of(settings)).Select(leaf => new ResolvedSetting(
                leaf.Key, leaf.Value, preset.GetValueOrDefault(leaf.Key) != leaf.Value.GetRawText())),
        ];
    }

    private static RunSettings OfPreset(RunSettings settings, int? clusters)
    {
        MethodTraining training = settings.Train.Training is PicieTraining ? new PicieTraining { K = clusters } : settings.Train.Training;
        return new RunSettings
        {
            Task = settings.Task,
            Data = settings.Data,
            Preset = settings.Preset,
            Switches = RunSwitches.Of(settings.Preset),
            Backbone = new BackboneChoice { FeatureWidth = BackboneChoice.DefaultFeatureWidth(settings.Backbone.Name) },
            Train = new TrainSettings { Seed = settings.Train.Seed, Training = training },
            Cluster = new ClusterSettings
            {
                Seed = settings.Train.Seed,
                K = clusters,
                Kmeans = (settings.Train.Training as PicieTraining)?.Kmeans ?? new KMeansSettings(),
            },
            Evaluate = new EvaluateSettings { Matching = settings.Evaluate.Matching },
        };
    }

    private static IEnumerable<KeyValuePair<string, JsonElement>> LeavesBelow(JsonElement node, string prefix) =>
        node.EnumerateObject().SelectMany(member => member.Value.ValueKind == JsonValueKind.Object
            ? LeavesBelow(member.Value, $"{prefix}{member.Name}.")
            : [KeyValuePair.Create(prefix + member.Name, member.Value)]);
}
