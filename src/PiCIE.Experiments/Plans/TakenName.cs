namespace PiCIE.Experiments.Plans;

/// <summary>A name that a run of an experiment has.</summary>
/// <param name="Name">The name.</param>
/// <param name="ConfigId">Config id of the run.</param>
/// <param name="TrainSeed">Seed of its training.</param>
/// <param name="ClusterSeed">Seed of its fresh clustering.</param>
public sealed record TakenName(string Name, string ConfigId, long TrainSeed, long ClusterSeed);
