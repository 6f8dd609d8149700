using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PiCIE.Evaluation.Text;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Access;

/// <summary>Finds out who sends a request: by the header <c>Authorization: Bearer</c> where there is one, else by the cookie.</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, KnownTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "picie";

    private const string Bearer = "Bearer ";

    /// <summary>Returns the problem of a request that nobody is known to send.</summary>
    public static Problem NotLetIn { get; } = new(
        StatusCodes.Status401Unauthorized, "not-let-in", "This server lets in only who has its token.",
        Hint: "picie open prints the address with the token, on the machine where picie serve runs; a script sends Authorization: Bearer TOKEN.");

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        Visitor? visitor = header.Length > 0
            ? header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? tokens.OfToken(header[Bearer.Length..].Trim()) : null
            : VisitorCookie.Of(Context) is { } cookie ? tokens.OfCookie(cookie) : null;
        if (visitor is null)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        ClaimsIdentity identity = new([new Claim(ClaimTypes.Name, visitor.Person), new Claim(ClaimTypes.Role, visitor.Role.Word())], SchemeName);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return NotLetIn.WriteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => NotAllowed.Problem(Context).WriteAsync(Context);
}
