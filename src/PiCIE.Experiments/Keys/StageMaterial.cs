using System.Text.Json;
using System.Text.Json.Nodes;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Keys;

/// <summary>What the key of a stage is the hash of: kind, version, the settings that it reads, keys of its inputs.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Settings">The settings that it reads.</param>
/// <param name="Inputs">Keys (or content hashes) of its inputs by role.</param>
internal sealed record StageMaterial(StageKind Kind, JsonElement Settings, IReadOnlyDictionary<string, string> Inputs)
{
    private const string Seed = "seed";

    /// <summary>Of a preprocess stage: the packs that it makes say everything.</summary>
    public static StageMaterial OfPreprocess(PackKeys packs) =>
        new(StageKind.Preprocess, StageJson.ToElement(packs), new Dictionary<string, string>());

    /// <summary>Of a train stage: its whole settings.</summary>
    public static StageMaterial OfTrain(TrainStageSettings settings, IReadOnlyDictionary<string, string> inputs) =>
        new(StageKind.Train, StageJson.ToElement(settings), inputs);

    /// <summary>Of a cluster stage: its settings but for the network, which the weights say.</summary>
    public static StageMaterial OfCluster(ClusterStageSettings settings, IReadOnlyDictionary<string, string> inputs) =>
        new(StageKind.Cluster, StageJson.ToElement(new
        {
            settings.Seed,
            settings.K,
            settings.Repeats,
            settings.Kmeans,
            settings.Switches,
        }), inputs);

    /// <summary>Of an evaluate stage: its settings, and of the task what it reads there.</summary>
    public static StageMaterial OfEvaluate(EvaluateStageSettings settings, IReadOnlyDictionary<string, string> inputs) =>
        new(StageKind.Evaluate, StageJson.ToElement(new
        {
            settings.Task.Classes,
            LabelEncoding = settings.Task.Labels.Encoding,
            settings.Splits,
            settings.Matching,
            settings.Average,
            settings.EvalScore,
            settings.Centroids,
            settings.Epochs,
        }), inputs);

    /// <summary>The stage key.</summary>
    public string Key() => ContentKey.Of(new { Kind, Version = StageVersions.Of(Kind), Settings, Inputs });

    /// <summary>The settings that enter the key, without a seed: material of the config id.</summary>
    public JsonNode WithoutSeed()
    {
        JsonObject settings = JsonObject.Create(Settings)!;
        settings.Remove(Seed);
        return settings;
    }
}
