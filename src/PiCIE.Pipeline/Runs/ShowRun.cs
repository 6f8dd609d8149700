using MediatR;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Pipeline.Runs;

/// <summary>Shows one run.</summary>
/// <param name="IdOrName">The id, the beginning or end of it (at least 4 digits), or the name of the run.</param>
public sealed record ShowRun(string IdOrName) : IRequest<ExperimentDocument>;
