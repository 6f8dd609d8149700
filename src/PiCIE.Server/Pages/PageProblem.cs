namespace PiCIE.Server.Pages;

/// <summary>What went wrong with a request that a browser sent for a page.</summary>
/// <param name="Status">Status of HTTP.</param>
/// <param name="Code">Short stable name in kebab case.</param>
/// <param name="Sentence">One sentence.</param>
/// <param name="Hint">A sentence that says what to do next, or null.</param>
/// <param name="Id">Id under which the log has more, or null.</param>
public sealed record PageProblem(int Status, string Code, string Sentence, string? Hint, string? Id);
