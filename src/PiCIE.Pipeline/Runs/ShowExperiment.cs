using MediatR;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Pipeline.Runs;

/// <summary>Shows every run of an experiment.</summary>
/// <param name="Id">Id of the experiment.</param>
public sealed record ShowExperiment(Guid Id) : IRequest<ExperimentDocument>;
