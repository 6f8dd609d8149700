using System.Security.Claims;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using PiCIE.Experiments.People;
using PiCIE.Pipeline.People;
using PiCIE.Server.Access;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Team;

/// <summary>Begins and ends the session of a browser.</summary>
internal static class SessionRoutes
{
    private static readonly Problem WrongKey = new(
        StatusCodes.Status401Unauthorized, "wrong-key", "Nobody is let in by this key: it is none, has ended, or was revoked.", Hint: "Paste it whole, as picie keys create printed it; an administrator makes another one.");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/session", SignInAsync).Produces<VisitorDocument>().WithMetadata(new BodyLimit(4096)).RequireRateLimiting(RequestLimits.SignIn).AllowAnonymous();
        api.MapGet("/session", (ClaimsPrincipal visitor) => VisitorDocument.Of(VisitorClaims.IdentityOf(visitor)!)).RequireAuthorization(Policies.Viewer);
        api.MapDelete("/session", SignOutAsync).Produces(StatusCodes.Status204NoContent).RequireAuthorization(Policies.Viewer);
    }

    private static async Task<IResult> SignInAsync(SignInBody body, HttpContext context, IMediator mediator, CancellationToken cancel)
    {
        SignIn request = new(body.Key.Trim(), SessionCookie.Of(context), VisitorClaims.AddressOf(context) ?? "unknown");
        if (await mediator.Send(request, cancel) is not { } signedIn)
        {
            await WrongKey.WriteAsync(context);
            return Results.Empty;
        }

        SessionCookie.Give(context, signedIn.Cookie);
        return Results.Json(VisitorDocument.Of(signedIn.Identity), ApiJson.Options);
    }

    private static async Task<IResult> SignOutAsync(ClaimsPrincipal visitor, HttpContext context, IMediator mediator, CancellationToken cancel)
    {
        if (VisitorClaims.IdentityOf(visitor)?.Session is { } session)
        {
            await mediator.Send(new EndSession(session, SignsOut: true), cancel);
            SessionCookie.Take(context);
        }

        return Results.NoContent();
    }

    /// <param name="Person">Name of the person.</param>
    /// <param name="Role">What the person may do.</param>
    /// <param name="Session">Id of the session; null where the key itself is sent.</param>
    private sealed record VisitorDocument(string Person, Role Role, Guid? Session)
    {
        public static VisitorDocument Of(Identity identity) => new(identity.Person, identity.Role, identity.Session);
    }

    private sealed class BodyLimit(long bytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => bytes;
    }
}
