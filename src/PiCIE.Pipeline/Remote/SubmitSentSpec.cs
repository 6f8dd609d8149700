using MediatR;
using PiCIE.Pipeline.Submissions;

namespace PiCIE.Pipeline.Remote;

/// <summary>Submits a spec that came over a network, as <see cref="SubmitExperiment"/> does one of a file.</summary>
/// <param name="SpecText">The spec.</param>
/// <param name="Overrides">Settings beside it as <c>a.b=c</c>, applied in order.</param>
/// <param name="Person">Name of the person who submits.</param>
/// <param name="IdempotencyKey">Key that came with it, or null: the same key with another text is refused for seven days.</param>
public sealed record SubmitSentSpec(string SpecText, IReadOnlyList<string> Overrides, string Person, string? IdempotencyKey = null) : IRequest<SubmittedExperiment>;

internal sealed class SubmitSentSpecHandler(IMediator mediator, PicieHome home) : IRequestHandler<SubmitSentSpec, SubmittedExperiment>
{
    private const int MostCharacters = 200;

    public Task<SubmittedExperiment> Handle(SubmitSentSpec request, CancellationToken cancel)
    {
        if (request.IdempotencyKey is { } key && (key.Length is 0 or > MostCharacters || key.Any(character => character is < ' ' or > '~')))
        {
            throw new PicieException(
                "bad-key", $"The key has {key.Length} characters; a key has 1 to {MostCharacters} that are printable ASCII.", "Idempotency-Key", "A UUID will do.", ProblemKind.Input);
        }

        return SentSpec.AskAsync(home, request.SpecText, request.Overrides, () => mediator.Send(
            new SubmitExperiment(request.SpecText, SentSpec.Source, request.Overrides, request.Person) { IdempotencyKey = request.IdempotencyKey }, cancel));
    }
}
