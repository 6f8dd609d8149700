using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PiCIE.Pipeline.Auditing;
using PiCIE.Pipeline.People;
using PiCIE.Server.Access;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Team;

/// <summary>Lets admins look after people, their keys and sessions, and read the audit trail.</summary>
internal static class PeopleRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/people", (IMediator mediator, CancellationToken cancel) => mediator.Send(new ListPeople(), cancel)).RequireAuthorization(Policies.Admin);
        api.MapPut("/people/{name}", (string name, RoleBody body, IMediator mediator, CancellationToken cancel) => mediator.Send(new ChangeRole(name, body.Role), cancel))
            .RequireAuthorization(Policies.Admin);
        api.MapGet("/keys", (IMediator mediator, CancellationToken cancel) => mediator.Send(new ListKeys(), cancel)).RequireAuthorization(Policies.Admin);
        api.MapPost("/keys", CreateAsync).Produces<CreatedKeyDocument>(StatusCodes.Status201Created).RequireAuthorization(Policies.Admin);
        api.MapDelete("/keys/{key:guid}", (Guid key, IMediator mediator, CancellationToken cancel) => mediator.Send(new RevokeKey(key), cancel)).RequireAuthorization(Policies.Admin);
        api.MapGet("/sessions", (IMediator mediator, CancellationToken cancel) => mediator.Send(new ListSessions(), cancel)).RequireAuthorization(Policies.Admin);
        api.MapDelete("/sessions/{session:guid}", EndAsync).Produces(StatusCodes.Status204NoContent).RequireAuthorization(Policies.Admin);
        api.MapGet("/audit", (string? person, string? act, bool? refused, string? cursor, int? limit, IMediator mediator, CancellationToken cancel) =>
            mediator.Send(new ReadAuditTrail(person, act, refused, cursor, PageCursor.Limit(limit)), cancel)).RequireAuthorization(Policies.Admin);
    }

    private static async Task<IResult> CreateAsync(KeyBody body, IMediator mediator, CancellationToken cancel)
    {
        CreatedKey created = await mediator.Send(new CreateKey(body.Person, body.Role, body.ExpiresAfterDays), cancel);
        return Results.Json(new CreatedKeyDocument(created.Key, created.Document), ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> EndAsync(Guid session, IMediator mediator, CancellationToken cancel)
    {
        await mediator.Send(new EndSession(session, SignsOut: false), cancel);
        return Results.NoContent();
    }

    /// <param name="Key">The key. It is told here and never again.</param>
    /// <param name="Created">What lists show of it.</param>
    private sealed record CreatedKeyDocument(string Key, KeyDocument Created);
}
