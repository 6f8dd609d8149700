namespace PiCIE.Evaluation.Text;

/// <summary>Reports that a spec or a task file is wrong, with everything that was found and not only the first.</summary>
public sealed class InvalidTextException : Exception
{
    /// <summary>Creates an exception for the problems of one text.</summary>
    /// <param name="source">The file, as people know it; null for a text without one.</param>
    /// <param name="problems">At least one problem, in the order of the text.</param>
    public InvalidTextException(string? source, IReadOnlyList<TextProblem> problems)
        : base(string.Join(Environment.NewLine, problems.Select(problem => source is null ? problem.ToString() : $"{source}: {problem}")))
    {
        SourceName = source;
        Problems = problems;
    }

    /// <summary>The file, as people know it; null for a text without one.</summary>
    public string? SourceName { get; }

    /// <summary>The problems in the order of the text, overrides last.</summary>
    public IReadOnlyList<TextProblem> Problems { get; }
}
