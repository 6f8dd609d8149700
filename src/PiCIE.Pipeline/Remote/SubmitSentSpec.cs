using MediatR;
using PiCIE.Pipeline.Submissions;

namespace PiCIE.Pipeline.Remote;

/// <summary>Submits a spec that came over a network, as <see cref="SubmitExperiment"/> does one of a file.</summary>
/// <param name="SpecText">The spec.</param>
/// <param name="Overrides">Settings beside it as <c>a.b=c</c>, applied in order.</param>
/// <param name="Person">Name of the person who submits.</param>
public sealed record SubmitSentSpec(string SpecText, IReadOnlyList<string> Overrides, string Person) : IRequest<SubmittedExperiment>;

internal sealed class SubmitSentSpecHandler(IMediator mediator) : IRequestHandler<SubmitSentSpec, SubmittedExperiment>
{
    public Task<SubmittedExperiment> Handle(SubmitSentSpec request, CancellationToken cancel)
    {
        SentSpec.Require(request.SpecText, request.Overrides);
        return mediator.Send(new SubmitExperiment(request.SpecText, SentSpec.Source, request.Overrides, request.Person), cancel);
    }
}
