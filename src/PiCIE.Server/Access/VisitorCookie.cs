using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace PiCIE.Server.Access;

/// <summary>The cookie of a visitor. A browser sends the cookies of one port of a machine to all others, so its name has the port.</summary>
internal static class VisitorCookie
{
    /// <summary>Returns the value that a request carries, or null.</summary>
    public static string? Of(HttpContext context) => context.Request.Cookies[NameFor(context)];

    /// <summary>Gives the cookie to the browser, until that ends; no script reads it, and no other site's link sends it.</summary>
    public static void Give(HttpContext context, string value) => context.Response.Cookies.Append(NameFor(context), value, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        IsEssential = true,
    });

    private static string NameFor(HttpContext context) => $"picie-{context.Connection.LocalPort.ToString(CultureInfo.InvariantCulture)}";
}
