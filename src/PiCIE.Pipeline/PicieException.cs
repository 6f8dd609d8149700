namespace PiCIE.Pipeline;

/// <summary>
/// Reports in a sentence what a person did or has that does not work. It is the one exception that the command line turns into an error
/// document; trying again without changing something gives the same.
/// </summary>
public sealed class PicieException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">Short stable name of the error in kebab case (<c>unknown-run</c>).</param>
    /// <param name="message">One sentence: the thing, the value, what is allowed.</param>
    /// <param name="where">File with line and column, folder or key, or null.</param>
    /// <param name="hint">A sentence that says what to do next, or null.</param>
    /// <param name="kind">Kind of the problem.</param>
    /// <param name="inner">Exception that caused it, or null.</param>
    public PicieException(string code, string message, string? where, string? hint, ProblemKind kind, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        Where = where;
        Hint = hint;
        Kind = kind;
    }

    /// <summary>Short stable name of the error in kebab case.</summary>
    public string Code { get; }

    /// <summary>File with line and column, folder or key, or null.</summary>
    public string? Where { get; }

    /// <summary>A sentence that says what to do next, or null.</summary>
    public string? Hint { get; }

    /// <summary>Kind of the problem; each program maps it to a status of its own.</summary>
    public ProblemKind Kind { get; }
}
