using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PiCIE.Server.Answers;

/// <summary>Answers with what never changes under its tag: whoever has it already is told so.</summary>
internal static class ImmutableAnswer
{
    // Kept by the browser of whoever may see it, and asked for each time: the right to see it can end.
    private const string Kept = "private, no-cache";

    /// <summary>Returns the answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="tag">Names this very content, without quotes; null where it may still change.</param>
    /// <param name="document">The content.</param>
    /// <typeparam name="T">Its type.</typeparam>
    public static IResult Of<T>(HttpContext context, string? tag, T document)
    {
        if (tag is null)
        {
            return Results.Json(document, ApiJson.Options);
        }

        EntityTagHeaderValue own = new($"\"{tag}\"");
        context.Response.Headers.ETag = own.ToString();
        context.Response.Headers.CacheControl = Kept;
        return EntityTagHeaderValue.TryParseList(context.Request.Headers.IfNoneMatch, out IList<EntityTagHeaderValue>? known)
            && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(own, useStrongComparison: false))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(document, ApiJson.Options);
    }

    /// <summary>Returns a file whose content never changes, for saving and never for showing.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">Where it lies.</param>
    /// <param name="name">Name to save it under.</param>
    /// <param name="sha256">SHA-256 of its content.</param>
    public static IResult OfFile(HttpContext context, string path, string name, string sha256)
    {
        SecurityHeaders.MarkFile(context);
        context.Response.Headers.CacheControl = Kept;
        return Results.File(path, "application/octet-stream", name, entityTag: new EntityTagHeaderValue($"\"{sha256}\""), enableRangeProcessing: true);
    }
}
