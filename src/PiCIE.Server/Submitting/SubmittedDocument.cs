using PiCIE.Pipeline.Documents;

namespace PiCIE.Server.Submitting;

/// <summary>The result of a submit.</summary>
/// <param name="Experiment">Id and name of the experiment.</param>
/// <param name="Person">Name of the person whose it is.</param>
/// <param name="Runs">Ids of the runs that the spec names, in its order, new ones and those that were there.</param>
/// <param name="NewRuns">Number of runs that were added.</param>
/// <param name="WasPaused">Whether the experiment was paused; the submit ended that.</param>
/// <param name="Plan">The runs and stages of the spec, with the state of each stage before the submit.</param>
internal sealed record SubmittedDocument(ExperimentName Experiment, string Person, IReadOnlyList<Guid> Runs, int NewRuns, bool WasPaused, PlanDocument Plan);
