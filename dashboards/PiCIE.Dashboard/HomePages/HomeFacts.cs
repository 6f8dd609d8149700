using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Upkeep;
using PiCIE.Pipeline.Waiting;

namespace PiCIE.Dashboard.HomePages;

/// <summary>Everything that the first page shows, as it was read at one moment.</summary>
/// <param name="Health">The health of the home.</param>
/// <param name="Running">The stages that run.</param>
/// <param name="Waiting">The stages that are next.</param>
/// <param name="Paused">The experiments that are paused.</param>
/// <param name="WaitingTotal">Number of all stages that wait.</param>
/// <param name="Ended">The runs that ended last.</param>
internal sealed record HomeFacts(
    HealthDocument Health, IReadOnlyList<RunningStage> Running, IReadOnlyList<QueuedStage> Waiting, IReadOnlyList<PausedExperiment> Paused, int WaitingTotal, IReadOnlyList<RunListRow> Ended)
{
    /// <summary>Whether nothing was ever submitted here.</summary>
    public bool IsEmpty => Health.Runs == 0;
}
