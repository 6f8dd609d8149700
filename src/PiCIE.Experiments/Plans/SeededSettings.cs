using System.Text.Json.Nodes;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Plans;

/// <summary>
/// Writes the settings of the runs of one plan as <see cref="ShownSettings"/> does. Runs with one config id differ in their seeds alone, so of a
/// thousand seeds the settings are made once.
/// </summary>
public sealed class SeededSettings
{
    private readonly Dictionary<string, JsonObject> _ofConfig = new(StringComparer.Ordinal);

    /// <summary>Returns the settings of a run as JSON text.</summary>
    /// <param name="run">The run; all that are asked for are of one plan.</param>
    public string Of(PlannedRun run)
    {
        if (!_ofConfig.TryGetValue(run.ConfigId, out JsonObject? settings))
        {
            _ofConfig[run.ConfigId] = settings = JsonObject.Create(ShownSettings.Of(run.Settings))!;
        }

        (settings["train"]!["seed"], settings["cluster"]!["seed"]) = (run.Settings.Train.Seed, run.Settings.Cluster.Seed);
        return settings.ToJsonString(StageJson.Options);
    }
}
