using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PiCIE.Pipeline;
using PiCIE.Server.Pages;

namespace PiCIE.Server.Answers;

/// <summary>An error as an answer: a problem document (RFC 9457) with the code, the place and the hint of the command line's error document.</summary>
/// <param name="Status">Status of HTTP.</param>
/// <param name="Code">Short stable name in kebab case.</param>
/// <param name="Detail">One sentence.</param>
/// <param name="Where">Key or parameter, with line and column, or null.</param>
/// <param name="Hint">A sentence that says what to do next, or null.</param>
/// <param name="Id">Id under which the log has more, or null.</param>
internal sealed record Problem(int Status, string Code, string Detail, string? Where = null, string? Hint = null, string? Id = null)
{
    /// <summary>Media type of problem documents.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>Address that names the type of the problem; nothing can be fetched there.</summary>
    public string Type => $"urn:picie:problem:{Code}";

    /// <summary>Title: the code in words.</summary>
    public string Title => Code.Replace('-', ' ');

    /// <summary>Returns the problem of an error that was told in words.</summary>
    /// <param name="error">The error.</param>
    public static Problem Of(PicieException error) => new(StatusOf(error.Kind), error.Code, error.Message, error.Where, error.Hint);

    /// <summary>Answers a request with it.</summary>
    /// <param name="context">The request.</param>
    public Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        if (ServedPages.For(context) is { } pages)
        {
            return pages.Tell(context, new PageProblem(Status, Code, Detail, Hint, Id));
        }

        context.Response.ContentType = MediaType;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(this, ApiJson.Options), context.RequestAborted).AsTask();
    }

    private static int StatusOf(ProblemKind kind) => kind switch
    {
        ProblemKind.Input => StatusCodes.Status400BadRequest,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        ProblemKind.Environment or ProblemKind.Interrupted => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no status of HTTP is known for this kind"),
    };
}
