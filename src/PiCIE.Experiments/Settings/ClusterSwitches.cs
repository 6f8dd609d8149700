using System.Diagnostics.CodeAnalysis;

namespace PiCIE.Experiments.Settings;

/// <summary>The switches of spec.md 2.1 that a fresh clustering reads.</summary>
public sealed record ClusterSwitches : KMeansSwitches
{
    /// <summary>Creates switches that are all set by name.</summary>
    public ClusterSwitches()
    {
    }

    [SetsRequiredMembers]
    private ClusterSwitches(RunSwitches switches)
        : base(switches) => FreshBn = switches.FreshBn;

    /// <summary>Batch-norm statistics that are left after the clustering.</summary>
    public required FreshBatchNorm FreshBn { get; init; }

    /// <summary>Returns the part of a run's switches that clustering reads.</summary>
    /// <param name="switches">All switches.</param>
    public static ClusterSwitches Of(RunSwitches switches) => new(switches);
}
