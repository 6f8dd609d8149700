using System.Text.Encodings.Web;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PiCIE.Pipeline.Auditing;
using PiCIE.Pipeline.People;
using PiCIE.Server.Access;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Team;

/// <summary>Finds out who sends a request to the server of a team: by the key of the header <c>Authorization: Bearer</c> where there is one, else by the session of the cookie.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, IMediator mediator)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    private const string Bearer = "Bearer ";

    private static readonly Problem NotLetIn = new(
        StatusCodes.Status401Unauthorized, "not-let-in", "This server lets in only who has a valid key or is signed in.",
        Hint: "A script sends Authorization: Bearer KEY; a person signs in at /sign-in. An administrator makes keys: picie keys create --person NAME --role ROLE.");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        Identity? identity = header.Length > 0
            ? header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? await mediator.Send(new IdentifyKey(header[Bearer.Length..].Trim()), Context.RequestAborted) : null
            : SessionCookie.Of(Context) is { } cookie ? await mediator.Send(new IdentifySession(cookie), Context.RequestAborted) : null;
        return identity is null
            ? AuthenticateResult.NoResult()
            : AuthenticateResult.Success(new AuthenticationTicket(VisitorClaims.PrincipalOf(identity), TokenAuthentication.SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (HttpMethods.IsGet(Request.Method) && Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            Response.Redirect($"{SignInPaths.Page}?to={Uri.EscapeDataString($"{Request.Path}{Request.QueryString}")}");
            return Task.CompletedTask;
        }

        Response.Headers.WWWAuthenticate = "Bearer";
        return NotLetIn.WriteAsync(Context);
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Actor actor = VisitorClaims.ActorOf(Context.User, VisitorClaims.AddressOf(Context));
        if (!HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method))
        {
            await mediator.Send(new RecordRefusal(actor, $"{Request.Method} {Request.Path}"), Context.RequestAborted);
        }

        await NotAllowed.Problem(Context).WriteAsync(Context);
    }
}
