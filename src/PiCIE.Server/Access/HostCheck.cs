using Microsoft.AspNetCore.Http;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Access;

/// <summary>
/// Refuses requests that are meant for another host. A page of a foreign site whose name was turned to this machine's address (DNS rebinding) sends that
/// name; no header of a proxy is believed, unless a setting names that proxy.
/// </summary>
internal sealed class HostCheck(RequestDelegate next, AllowedHosts hosts)
{
    public Task InvokeAsync(HttpContext context) => hosts.Allow(context.Request.Host, context.Connection.LocalPort)
        ? next(context)
        : new Problem(
            StatusCodes.Status400BadRequest, "foreign-host", "The request is meant for another host.",
            Hint: hosts.Hint(context.Connection.LocalPort)).WriteAsync(context);
}
