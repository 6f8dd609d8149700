using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace PiCIE.Server.Access;

/// <summary>
/// Trades the token of an address for the cookie and sends the browser to the same address without it, so that the token stands in no history and in
/// no link that somebody copies.
/// </summary>
internal sealed class TokenExchange(RequestDelegate next, KnownTokens tokens)
{
    private const string Parameter = "token";

    public Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || context.Request.Query[Parameter] is not [{ } token])
        {
            return next(context);
        }

        if (tokens.CookieFor(token) is not { } cookie)
        {
            return TokenAuthentication.NotLetIn.WriteAsync(context);
        }

        VisitorCookie.Give(context, cookie);
        QueryBuilder rest = new(context.Request.Query.Where(parameter => parameter.Key != Parameter).SelectMany(
            parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value ?? string.Empty)));
        // With scheme and host: a path that begins with two slashes would lead to another host.
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = UriHelper.BuildAbsolute(
            context.Request.Scheme, context.Request.Host, context.Request.PathBase, context.Request.Path, rest.ToQueryString());
        return Task.CompletedTask;
    }
}
