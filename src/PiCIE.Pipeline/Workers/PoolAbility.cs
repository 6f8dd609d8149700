using System.Text.Json;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage.Workers;

namespace PiCIE.Pipeline.Workers;

/// <summary>Says what a pool can do.</summary>
internal static class PoolAbility
{
    /// <summary>Returns whether a pool meets the needs of a stage: its kind in its very version, its device, and for preprocess its data set.</summary>
    /// <param name="pool">The row of the pool.</param>
    public static Func<StageNeeds, bool> Of(WorkerPool pool)
    {
        Dictionary<StageKind, int> versions = JsonSerializer.Deserialize<Dictionary<string, int>>(pool.StageVersions)!
            .ToDictionary(version => EnumWords.Parse<StageKind>(version.Key), version => version.Value);
        IReadOnlySet<StageKind> kinds = KindsOf(pool);
        HashSet<Guid> dataSets = [.. JsonSerializer.Deserialize<Guid[]>(pool.DataSets)!];
        return needs => kinds.Contains(needs.Kind)
            && versions.TryGetValue(needs.Kind, out int version) && version == needs.Version
            && (needs.DataSet is not { } dataSet || dataSets.Contains(dataSet))
            && HasDevice(pool.Device, needs.Device);
    }

    /// <summary>Returns the kinds of stages that a pool does.</summary>
    /// <param name="pool">The row of the pool.</param>
    public static IReadOnlySet<StageKind> KindsOf(WorkerPool pool) => JsonSerializer.Deserialize<string[]>(pool.Kinds)!.Select(EnumWords.Parse<StageKind>).ToHashSet();

    private static bool HasDevice(string device, string? needed) => needed is null or "auto" || device == needed || (needed == "cuda" && device.StartsWith("cuda:", StringComparison.Ordinal));
}
