namespace PiCIE.Pipeline;

/// <summary>
/// What a person did or has that does not work, said in a sentence. The one exception that the command line turns into an error
/// document and an exit status; trying again without changing something gives the same.
/// </summary>
public sealed class PicieException : Exception
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="code">Short stable name of the error in kebab case (<c>unknown-run</c>).</param>
    /// <param name="message">One sentence: the thing, the value, what is allowed.</param>
    /// <param name="where">File with line and column, folder or key, or null.</param>
    /// <param name="hint">What to do next, or null.</param>
    /// <param name="status">Exit status that it leads to.</param>
    /// <param name="inner">What caused it, or null.</param>
    public PicieException(string code, string message, string? where, string? hint, ExitStatus status, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        Where = where;
        Hint = hint;
        Status = status;
    }

    /// <summary>Short stable name of the error in kebab case.</summary>
    public string Code { get; }

    /// <summary>File with line and column, folder or key, or null.</summary>
    public string? Where { get; }

    /// <summary>What to do next, or null.</summary>
    public string? Hint { get; }

    /// <summary>Exit status that it leads to.</summary>
    public ExitStatus Status { get; }
}
