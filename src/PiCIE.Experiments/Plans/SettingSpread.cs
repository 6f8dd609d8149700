using System.Text.Json;

namespace PiCIE.Experiments.Plans;

/// <summary>
/// Tells the settings of a plan that have one value from those that vary. A setting that only some methods have varies where their runs
/// differ in it. Seeds are counted among neither: each run has its own.
/// </summary>
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
                .Where(key => key.Distinct().Count() > 1).Select(key => key.Key).Except(Seeds),
        ];
    }

    /// <summary>Of each config id the settings that vary, with their values there.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Varied => _byConfig.ToDictionary(
        config => config.Key,
        config => (IReadOnlyDictionary<string, JsonElement>)config.Value.Where(leaf => _varying.Contains(leaf.Key)).ToDictionary(StringComparer.Ordinal));

    /// <summary>Returns the settings that have one value, marked where method and preset would not give it by themselves.</summary>
    /// <param name="runs">The runs of the plan.</param>
    /// <param name="clusters">Number of clusters where a spec sets none; null for a task without classes.</param>
    public IReadOnlyList<ResolvedSetting> Shared(IReadOnlyList<PlannedRun> runs, int? clusters) =>
    [
        .. runs.DistinctBy(run => run.Settings.Method).SelectMany(run => SettingDifferences.Marked(run.Settings, clusters)).DistinctBy(setting => setting.Key)
            .Where(setting => !_varying.Contains(setting.Key) && !Seeds.Contains(setting.Key)),
    ];
}
