using MediatR;

namespace PiCIE.Pipeline.Runs;

/// <summary>Says what it takes to segment further photographs with a run.</summary>
/// <param name="IdOrName">The run, as in <see cref="ShowRun"/>.</param>
public sealed record DescribePredictor(string IdOrName) : IRequest<DescribedPredictor>;
