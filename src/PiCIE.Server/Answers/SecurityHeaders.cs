using Microsoft.AspNetCore.Http;

namespace PiCIE.Server.Answers;

/// <summary>Writes the headers that every answer carries: nothing is loaded from elsewhere, nothing is guessed, nothing is framed.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>Policy of pages.</summary>
    public const string Pages =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob:; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

    /// <summary>Policy of what people or stages wrote: whatever it is, it does nothing.</summary>
    public const string Files = "sandbox; default-src 'none'; frame-ancestors 'none'";

    private static readonly object IsFile = new();

    /// <summary>Marks an answer as a file, whose content is not ours.</summary>
    /// <param name="context">The request.</param>
    public static void MarkFile(HttpContext context) => context.Items[IsFile] = true;

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            IHeaderDictionary headers = context.Response.Headers;
            headers.ContentSecurityPolicy = context.Items.ContainsKey(IsFile) ? Files : Pages;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(context);
    }
}
