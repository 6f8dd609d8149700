using System.Text.Json;
using System.Text.Json.Nodes;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Plans;

/// <summary>
/// Writes the settings of a run as people see them and as the database keeps them: JSON with the keys of a spec, without those that the
/// method does not read. Read as a spec they are the same run.
/// </summary>
public static class ShownSettings
{
    /// <summary>Returns the settings as JSON.</summary>
    /// <param name="settings">Settings of a run.</param>
    public static JsonElement Of(RunSettings settings) => JsonSerializer.SerializeToElement(
        new JsonObject
        {
            ["task"] = settings.Task,
            ["data"] = settings.Data,
            ["method"] = settings.Method.Word(),
            ["preset"] = settings.Preset.Word(),
            ["switches"] = Switches(settings),
            ["backbone"] = Node(settings.Backbone),
            ["preprocess"] = Preprocess(settings),
            ["train"] = Merged(new { settings.Train.Seed, settings.Train.Start }, settings.Train.Training, new { settings.Train.Threads, settings.Train.Device }),
            ["cluster"] = Node(settings.Cluster),
            ["evaluate"] = Node(settings.Evaluate),
        },
        StageJson.Options);

    /// <summary>Returns the switches that a stage of the run reads.</summary>
    private static JsonObject Switches(RunSettings settings) => settings.Train.Training is PicieTraining
        ? Node(settings.Switches)
        : Merged(ClusterSwitches.Of(settings.Switches), new { settings.Switches.EvalScore });

    /// <summary>Returns the preprocess settings, without the base resolution where there is no training and so no base pack.</summary>
    private static JsonObject Preprocess(RunSettings settings)
    {
        JsonObject shown = Node(settings.Preprocess);
        if (settings.Train.Training is not PicieTraining)
        {
            shown.Remove(JsonNamingPolicy.CamelCase.ConvertName(nameof(PreprocessSettings.BaseResolution)));
        }

        return shown;
    }

    private static JsonObject Merged(params object[] parts) =>
        new(parts.SelectMany(part => Node(part)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private static JsonObject Node(object part) => (JsonObject)JsonSerializer.SerializeToNode(part, part.GetType(), StageJson.Options)!;
}
