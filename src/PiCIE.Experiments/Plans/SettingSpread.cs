using System.Text.Json;

namespace PiCIE.Experiments.Plans;

/// <summary>Tells the settings that are the same in all runs of a plan from those that vary. Seeds are not counted among either: each run has its own.</summary>
internal sealed class SettingSpread
{
    private static readonly string[] Seeds = ["train.seed", "cluster.seed"];

    private readonly Dictionary<string, IReadOnlyList<KeyValuePair<string, JsonElement>>> _byConfig;
    private readonly HashSet<string> _varying;

    /// <summary>Compares the runs of a plan.</summary>
    /// <param name="runs">The runs. Those of one config id differ in seeds alone, so one of them stands for all.</param>
    public SettingSpread(IReadOnlyList<PlannedRun> runs)
    {
        _byConfig = runs.DistinctBy(run => run.ConfigId).ToDictionary(
            run => run.ConfigId, run => SettingDifferences.Leaves(ShownSettings.Of(run.Settings)), StringComparer.Ordinal);
        _varying =
        [
            .. _byConfig.Values.SelectMany(leaves => leaves).GroupBy(leaf => leaf.Key, leaf => leaf.Value.GetRawText())
                .Where(key => key.Count() < _byConfig.Count || key.Distinct().Count() > 1).Select(key => key.Key).Except(Seeds),
        ];
    }

    /// <summary>Of each config id the settings that vary, with their values there; a run without a setting, as method frozen has no epochs, lacks it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Varied => _byConfig.ToDictionary(
        config => config.Key,
        config => (IReadOnlyDictionary<string, JsonElement>)config.Value.Where(leaf => _varying.Contains(leaf.Key)).ToDictionary(StringComparer.Ordinal));

    /// <summary>Returns those of some settings that are the same in all runs.</summary>
    /// <param name="settings">The settings of one of the runs.</param>
    public IReadOnlyList<ResolvedSetting> Shared(IReadOnlyList<ResolvedSetting> settings) =>
        [.. settings.Where(setting => !_varying.Contains(setting.Key) && !Seeds.Contains(setting.Key))];
}
