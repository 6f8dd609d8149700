using Microsoft.AspNetCore.Http;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Access;

/// <summary>
/// Refuses requests that are meant for another host. A page of a foreign site whose name was turned to this machine's address (DNS rebinding) sends that
/// name; no header of a proxy is believed.
/// </summary>
internal sealed class HostCheck(RequestDelegate next)
{
    private const int UsualPort = 80;

    private static readonly string[] Own = ["127.0.0.1", "localhost"];

    public Task InvokeAsync(HttpContext context) => IsOwn(context.Request.Host, context.Connection.LocalPort)
        ? next(context)
        : new Problem(
            StatusCodes.Status400BadRequest, "foreign-host", "The request is meant for another host.",
            Hint: $"This server answers to 127.0.0.1:{context.Connection.LocalPort} and localhost:{context.Connection.LocalPort} alone.").WriteAsync(context);

    private static bool IsOwn(HostString host, int port) =>
        Own.Contains(host.Host, StringComparer.OrdinalIgnoreCase) && (host.Port ?? UsualPort) == port;
}
