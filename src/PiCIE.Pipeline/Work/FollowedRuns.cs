namespace PiCIE.Pipeline.Work;

/// <summary>Runs of one experiment that somebody waits for.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Runs">Ids of those of its runs that are asked for.</param>
public sealed record FollowedRuns(Guid Experiment, IReadOnlyList<Guid> Runs);
