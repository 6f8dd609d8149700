using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Control;
using PiCIE.Pipeline.Marks;
using PiCIE.Server.Access;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Acts;

/// <summary>Takes what people do to runs and experiments, to one or to many at once; each answers how they stand afterwards.</summary>
internal static class ActRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        RouteGroupBuilder acts = api.MapGroup("/acts");
        acts.MapPost("/cancel", (NamesBody body, IMediator mediator, CancellationToken cancel) => mediator.Send(new CancelRuns(Some(body.Names)), cancel))
            .RequireAuthorization(Policies.Operator);
        acts.MapPost("/pause", (PauseBody body, IMediator mediator, CancellationToken cancel) => mediator.Send(new PauseExperiments(Some(body.Names), body.Now), cancel))
            .RequireAuthorization(Policies.Operator);
        acts.MapPost("/resume", (NamesBody body, IMediator mediator, CancellationToken cancel) => mediator.Send(new ResumeRuns(Some(body.Names)), cancel))
            .RequireAuthorization(Policies.Operator);
        acts.MapPost("/retry", (NamesBody body, IMediator mediator, CancellationToken cancel) => mediator.Send(new RetryRuns(Some(body.Names)), cancel))
            .RequireAuthorization(Policies.Operator);
        acts.MapPost("/prioritise", (PriorityBody body, IMediator mediator, CancellationToken cancel) =>
            mediator.Send(new PrioritiseExperiments(Some(body.Names), body.Priority), cancel)).RequireAuthorization(Policies.Operator);
        acts.MapPost("/tag", (TagBody body, IMediator mediator, CancellationToken cancel) =>
            mediator.Send(new Tag(Some(body.Names), SentTexts.Require("add", body.Add), SentTexts.Require("remove", body.Remove)), cancel)).RequireAuthorization(Policies.Operator);
        acts.MapPost("/note", (NoteBody body, IMediator mediator, CancellationToken cancel) => mediator.Send(new WriteNote(body.Name, body.Text, body.Remove), cancel))
            .RequireAuthorization(Policies.Operator);
        acts.MapPost("/archive", (ArchiveBody body, IMediator mediator, CancellationToken cancel) => mediator.Send(new Archive(Some(body.Names), body.Undo), cancel))
            .RequireAuthorization(Policies.Operator);
    }

    private static IReadOnlyList<string> Some(IReadOnlyList<string> names) => SentTexts.Require("names", names) is { Count: > 0 } some
        ? some
        : throw new PicieException("no-names", "names is empty; it says on which runs or experiments the act is.", "names", null, ProblemKind.Input);
}
