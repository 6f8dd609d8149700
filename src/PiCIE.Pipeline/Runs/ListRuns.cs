using MediatR;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Pipeline.Runs;

/// <summary>Lists runs, newest first.</summary>
/// <param name="Experiment">Id or name of one experiment, or null for all.</param>
/// <param name="Offset">Runs to pass over.</param>
/// <param name="Limit">Runs a page.</param>
public sealed record ListRuns(string? Experiment = null, int Offset = 0, int Limit = 100) : IRequest<ExperimentDocument>;
