using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace PiCIE.Server.Pages;

/// <summary>The pages that a server shows beside its API. The server decides who is let in, and writes the headers of every answer; it knows nothing else of them.</summary>
/// <param name="Add">Registers what the pages are made of.</param>
/// <param name="Map">Adds their addresses; each of them lets in whoever may look at something.</param>
/// <param name="Tell">Answers a request for a page with a page that says what went wrong.</param>
public sealed record ServedPages(Action<IServiceCollection> Add, Action<IEndpointRouteBuilder> Map, Func<HttpContext, PageProblem, Task> Tell)
{
    /// <summary>Addresses that answer programs and never with a page.</summary>
    private static readonly PathString[] ForPrograms = ["/api", "/health"];

    /// <summary>Returns the pages of a server where a request asks for one; null where it has none, and where a program asks.</summary>
    /// <param name="context">The request.</param>
    internal static ServedPages? For(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && !ForPrograms.Any(start => context.Request.Path.StartsWithSegments(start))
            && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? context.RequestServices.GetService<ServedPages>()
            : null;
}
