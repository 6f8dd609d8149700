using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using PiCIE.Server.Pages;

namespace PiCIE.Dashboard.Frame;

/// <summary>Writes the page that says what went wrong with a request. It needs no script and no further file, for whoever is not let in gets none.</summary>
internal static class FailurePage
{
    private const string Style =
        """
        :root{color-scheme:light dark;--ink:#1c2128;--soft:#5b6472;--back:#fafafb;--card:#fff;--line:#e3e6ea;--code:#f1f3f5}
        @media(prefers-color-scheme:dark){:root{--ink:#e7e9ee;--soft:#a0a8b5;--back:#101216;--card:#181b21;--line:#2b3039;--code:#22262e}}
        body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--back);color:var(--ink);font:15px/1.6 system-ui,sans-serif}
        main{max-width:34rem;margin:1.5rem;padding:2rem 2.25rem;background:var(--card);border:1px solid var(--line);border-radius:12px}
        h1{font-size:1.2rem;margin:0 0 .6rem}p{margin:.6rem 0;color:var(--soft)}code{background:var(--code);color:var(--ink);padding:.15rem .4rem;border-radius:5px}
        pre{background:var(--code);padding:.8rem 1rem;border-radius:8px;overflow:auto}pre code{padding:0;background:none}a{color:inherit}
        """;

    /// <summary>Answers with the page; its status is set already.</summary>
    /// <param name="context">The request.</param>
    /// <param name="problem">What went wrong.</param>
    public static Task WriteAsync(HttpContext context, PageProblem problem)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(Of(problem), context.RequestAborted);
    }

    private static string Of(PageProblem problem) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{problem.Status} · PiCIE</title><style>{Style}</style></head>
        <body><main><h1>{Text(problem.Sentence)}</h1>{Next(problem)}{(problem.Id is { } id ? $"<p>The log of the server (<code>logs/picie.log</code>) says more under the id <code data-error-id>{Text(id)}</code>.</p>" : "")}</main></body>
        </html>
        """;

    private static string Next(PageProblem problem) => problem.Status switch
    {
        StatusCodes.Status401Unauthorized =>
            "<p>Type this on the machine where <code>picie serve</code> runs, and open the address that it prints:</p><pre><code>picie open</code></pre><p>The address is new after each start of the server.</p>",
        StatusCodes.Status404NotFound => "<p><a href=\"/\">Home</a> · <a href=\"/runs\">Runs</a></p>",
        _ => problem.Hint is { } hint ? $"<p>{Text(hint)}</p>" : "",
    };

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
