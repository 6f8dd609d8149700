using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Says which runs are replicates of one another, and what each counts as among them (spec.md 3: n counts trainings, never rows).</summary>
internal static class ReplicateKeys
{
    /// <summary>Returns the hash that replicates share: config id, what their packs were made of, and the versions of the stages.</summary>
    /// <param name="run">The run.</param>
    public static string GroupOf(PlannedRun run) => GroupOf(run, StageVersions.Of);

    /// <summary>Returns that hash for given versions of the stages.</summary>
    /// <param name="run">The run.</param>
    /// <param name="versionOf">Returns the version of a kind of stage.</param>
    internal static string GroupOf(PlannedRun run, Func<StageKind, int> versionOf) => TextHash.Of(
    [
        run.ConfigId,
        .. run.StageKeys[StageKind.Preprocess],
        .. run.StageKeys.Keys.Order().Select(kind => $"{kind.Word()} {versionOf(kind)}"),
    ]);

    /// <summary>Returns the key of the training; where nothing is trained, that of the fresh clustering.</summary>
    /// <param name="run">The run.</param>
    public static string MemberOf(PlannedRun run) =>
        run.Settings.Train.Training is FrozenTraining && run.StageKeys.TryGetValue(StageKind.Cluster, out IReadOnlyList<string>? cluster)
            ? cluster[0]
            : run.StageKeys[StageKind.Train][0];
}
