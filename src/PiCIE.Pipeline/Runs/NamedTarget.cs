namespace PiCIE.Pipeline.Runs;

/// <summary>A run, or an experiment as a whole, that a person named.</summary>
/// <param name="ExperimentId">Id of the experiment.</param>
/// <param name="RunId">Id of the run; null where the experiment is meant.</param>
/// <param name="Name">The name, for people: that of the experiment, or <c>experiment/run</c>.</param>
internal sealed record NamedTarget(Guid ExperimentId, Guid? RunId, string Name);
