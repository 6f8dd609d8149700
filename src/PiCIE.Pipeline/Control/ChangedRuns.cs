using PiCIE.Experiments.States;

namespace PiCIE.Pipeline.Control;

/// <summary>The result of a command on runs.</summary>
/// <param name="Experiments">The experiments that the command named, or whose runs it named.</param>
/// <param name="Runs">The runs, in the order in which they were named.</param>
public sealed record ChangedRuns(IReadOnlyList<ChangedExperiment> Experiments, IReadOnlyList<ChangedRun> Runs);

/// <summary>An experiment after a command.</summary>
/// <param name="Id">Id of the experiment.</param>
/// <param name="Name">Its name.</param>
/// <param name="Changed">Whether the command changed the experiment itself.</param>
/// <param name="Paused">Whether it is paused.</param>
/// <param name="StillRunning">Number of its stages that run.</param>
public sealed record ChangedExperiment(Guid Id, string Name, bool Changed, bool Paused, int StillRunning);

/// <summary>A run after a command.</summary>
/// <param name="Id">Id of the run.</param>
/// <param name="Name">Its name within the experiment.</param>
/// <param name="Experiment">Name of the experiment.</param>
/// <param name="Changed">Whether the command changed it.</param>
/// <param name="Status">Status of the run.</param>
public sealed record ChangedRun(Guid Id, string Name, string Experiment, bool Changed, RunStatus Status)
{
    /// <summary>Whether it failed because its photographs or labels changed since its submit: trying it again cannot succeed while they stay as they are.</summary>
    public bool DataChanged { get; init; }
}
