using MediatR;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Submissions;

namespace PiCIE.Pipeline.Remote;

/// <summary>Plans a spec that came over a network, and changes nothing. Whatever <see cref="SubmitSentSpec"/> would refuse, this refuses too.</summary>
/// <param name="SpecText">The spec.</param>
/// <param name="Overrides">Settings beside it as <c>a.b=c</c>, applied in order.</param>
/// <param name="Person">Name of the person who would submit.</param>
public sealed record PlanSentSpec(string SpecText, IReadOnlyList<string> Overrides, string Person) : IRequest<PlanDocument>;

internal sealed class PlanSentSpecHandler(IMediator mediator, PicieHome home) : IRequestHandler<PlanSentSpec, PlanDocument>
{
    public Task<PlanDocument> Handle(PlanSentSpec request, CancellationToken cancel) => SentSpec.AskAsync(
        home, request.SpecText, request.Overrides,
        () => mediator.Send(new PlanExperiment(request.SpecText, SentSpec.Source, request.Overrides, request.Person), cancel));
}
