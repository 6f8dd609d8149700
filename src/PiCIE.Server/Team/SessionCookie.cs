using Microsoft.AspNetCore.Http;
using PiCIE.Pipeline.People;

namespace PiCIE.Server.Team;

/// <summary>
/// The cookie of a session. Behind TLS a browser takes it only for this very host and sends it only there; its name says so. No script reads it, no other
/// site's link sends it, and it lasts no longer than a session does.
/// </summary>
internal static class SessionCookie
{
    private const string Name = "picie-session";
    private const string SecureName = "__Host-" + Name;

    /// <summary>Returns the value that a request carries, or null.</summary>
    public static string? Of(HttpContext context) => context.Request.Cookies[NameFor(context)];

    /// <summary>Gives the cookie to the browser.</summary>
    public static void Give(HttpContext context, string value) => context.Response.Cookies.Append(NameFor(context), value, Options(context, SessionTimes.Longest));

    /// <summary>Takes the cookie from the browser.</summary>
    public static void Take(HttpContext context) => context.Response.Cookies.Delete(NameFor(context), Options(context, null));

    private static CookieOptions Options(HttpContext context, TimeSpan? age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        IsEssential = true,
        MaxAge = age,
    };

    private static string NameFor(HttpContext context) => context.Request.IsHttps ? SecureName : Name;
}
