using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Stages;

/// <summary>
/// Gives the version of what each stage computes. It enters the stage key: raising it makes every stored result of that kind stale, so it
/// is raised exactly when the same settings and inputs would give other numbers.
/// </summary>
public static class StageVersions
{
    /// <summary>Returns the version of one kind.</summary>
    /// <param name="kind">The stage kind.</param>
    public static int Of(StageKind kind) => kind switch
    {
        StageKind.Preprocess => 3,
        StageKind.Train => 2,
        StageKind.Cluster => 2,
        StageKind.Evaluate => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown stage kind"),
    };

    /// <summary>All versions by lower-case kind.</summary>
    public static IReadOnlyDictionary<string, int> All { get; } =
        Enum.GetValues<StageKind>().ToDictionary(kind => kind.Word(), Of);
}
