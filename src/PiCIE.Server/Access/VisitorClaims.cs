using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.People;
using PiCIE.Pipeline.People;

namespace PiCIE.Server.Access;

/// <summary>Writes who visits as claims, and reads them.</summary>
public static class VisitorClaims
{
    private const string Key = "picie:key";
    private const string Session = "picie:session";

    /// <summary>Returns who asks by a principal, for the use cases: <see cref="Acting.As"/>.</summary>
    /// <param name="visitor">The principal; it is known.</param>
    /// <param name="address">Address of the visitor, or null.</param>
    public static Actor ActorOf(ClaimsPrincipal visitor, string? address) =>
        new(visitor.Identity!.Name!, EnumWords.Parse<Role>(visitor.FindFirstValue(ClaimTypes.Role)!), address);

    /// <summary>Returns the identity by which somebody was let in; null where a home's token did that.</summary>
    /// <param name="visitor">The principal.</param>
    public static Identity? IdentityOf(ClaimsPrincipal visitor) => visitor.FindFirstValue(Key) is { } key
        ? new Identity(
            visitor.Identity!.Name!, EnumWords.Parse<Role>(visitor.FindFirstValue(ClaimTypes.Role)!), Guid.Parse(key),
            visitor.FindFirstValue(Session) is { } session ? Guid.Parse(session) : null)
        : null;

    /// <summary>Returns the principal of an identity.</summary>
    internal static ClaimsPrincipal PrincipalOf(Identity identity) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.Name, identity.Person), new Claim(ClaimTypes.Role, identity.Role.Word()), new Claim(Key, $"{identity.Key}"),
            .. identity.Session is { } session ? [new Claim(Session, $"{session}")] : Array.Empty<Claim>(),
        ],
        TokenAuthentication.SchemeName));

    /// <summary>Returns the address of a visitor as people write it.</summary>
    internal static string? AddressOf(HttpContext context) => context.Connection.RemoteIpAddress is { } address
        ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
        : null;
}
