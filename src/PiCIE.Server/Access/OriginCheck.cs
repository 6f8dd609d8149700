using Microsoft.AspNetCore.Http;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Access;

/// <summary>
/// Refuses what a page of another site makes a browser send. What changes something and comes by the cookie carries the origin of this server and is
/// JSON or multipart of it; a socket that is opened by the cookie carries that origin too; another port of this machine is the same site to a browser, and another origin.
/// </summary>
internal sealed class OriginCheck(RequestDelegate next)
{
    private static readonly string[] ContentTypes = ["application/json", "multipart/form-data"];

    public Task InvokeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        // A page of another port may open a socket with the cookie, and no browser asks first whether it may.
        if (IsSafe(request.Method) && !IsUpgrade(request))
        {
            return next(context);
        }

        string origin = request.Headers.Origin.ToString();
        bool byCookie = request.Headers.Authorization.Count == 0;
        if (origin.Length == 0 ? byCookie : !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
        {
            return new Problem(
                StatusCodes.Status403Forbidden, "foreign-origin", "The request comes from a page of another origin, or does not say from which.",
                Hint: "A script sends the token as Authorization: Bearer TOKEN and no Origin.").WriteAsync(context);
        }

        return byCookie && !IsSafe(request.Method) && !ContentTypes.Any(type => request.ContentType?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true)
            ? new Problem(
                StatusCodes.Status415UnsupportedMediaType, "not-json", "What changes something is sent as JSON.", Hint: "Send Content-Type: application/json.").WriteAsync(context)
            : next(context);
    }

    private static bool IsUpgrade(HttpRequest request) => request.Headers.Upgrade.Count > 0;

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
