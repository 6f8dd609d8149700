namespace PiCIE.Pipeline.Documents;

/// <summary>The document that is printed instead of another one when something is wrong.</summary>
/// <param name="Error">The error.</param>
public sealed record ErrorDocument(ErrorBody Error)
{
    /// <summary>Returns the document of an exception.</summary>
    /// <param name="exception">The exception.</param>
    public static ErrorDocument Of(PicieException exception) =>
        new(new ErrorBody(exception.Code, exception.Message, exception.Where, exception.Hint));
}

/// <summary>An error in words, with a stable code.</summary>
/// <param name="Code">Short stable name.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Where">File with line and column, folder or key, or null.</param>
/// <param name="Hint">A sentence that says what to do next, or null.</param>
public sealed record ErrorBody(string Code, string Message, string? Where, string? Hint);
