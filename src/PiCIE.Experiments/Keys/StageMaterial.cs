using System.Text.Json;
using System.Text.Json.Nodes;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Keys;

/// <summary>The content that a stage key is the hash of: kind, version, the settings that the stage reads, keys of its inputs.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Settings">The settings that it reads.</param>
/// <param name="Inputs">Keys (or content hashes) of its inputs by role.</param>
internal sealed record StageMaterial(StageKind Kind, JsonElement Settings, IReadOnlyDictionary<string, string> Inputs)
{
    private const string Seed = "seed";

    /// <summary>
    /// The settings that enter the config id, where they are others than those that enter the key: a key holds what photographs are like,
    /// a config id only what is done with them.
    /// </summary>
    private JsonElement? Configured { get; init; }

    /// <summary>Returns the material of a preprocess stage: the keys of the packs that it makes.</summary>
    public static StageMaterial OfPreprocess(PreprocessStageSettings settings, PackKeys packs) =>
        new(StageKind.Preprocess, StageJson.ToElement(packs), new Dictionary<string, string>())
        {
            Configured = StageJson.ToElement(new
            {
                settings.BaseResolution,
                settings.Resolution,
                settings.Packing,
                settings.Task.Size,
            }),
        };

    /// <summary>Returns the material of a train stage: its whole settings as JSON.</summary>
    public static StageMaterial OfTrain(JsonElement settings, IReadOnlyDictionary<string, string> inputs) => new(StageKind.Train, settings, inputs);

    /// <summary>Returns the material of a cluster stage: its settings but for the network, which the weights determine.</summary>
    public static StageMaterial OfCluster(ClusterStageSettings settings, IReadOnlyDictionary<string, string> inputs) =>
        new(StageKind.Cluster, StageJson.ToElement(new
        {
            settings.Seed,
            settings.K,
            settings.Repeats,
            settings.Kmeans,
            settings.Switches,
        }), inputs);

    /// <summary>Returns the material of an evaluate stage.</summary>
    /// <param name="read">What of its settings enters the key: <see cref="ReadByEvaluate"/>.</param>
    /// <param name="inputs">Keys of its inputs by role.</param>
    public static StageMaterial OfEvaluate(JsonElement read, IReadOnlyDictionary<string, string> inputs) => new(StageKind.Evaluate, read, inputs);

    /// <summary>Returns what of the settings of an evaluate stage enters its key: the settings, and of the task only what it reads.</summary>
    public static JsonElement ReadByEvaluate(EvaluateStageSettings settings) => StageJson.ToElement(new
    {
        settings.Task.Classes,
        LabelEncoding = settings.Task.Labels.Encoding,
        settings.Splits,
        settings.Matching,
        settings.Average,
        settings.EvalScore,
        settings.Centroids,
        settings.Epochs,
    });

    /// <summary>Returns the stage key.</summary>
    public string Key() => ContentKey.Of(new { Kind, Version = StageVersions.Of(Kind), Settings, Inputs });

    /// <summary>Returns the settings that enter the key, without a seed, as material of the config id.</summary>
    public JsonNode WithoutSeed()
    {
        JsonObject settings = JsonObject.Create(Configured ?? Settings)!;
        settings.Remove(Seed);
        return settings;
    }
}
