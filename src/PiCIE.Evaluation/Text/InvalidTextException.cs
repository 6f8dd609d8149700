namespace PiCIE.Evaluation.Text;

/// <summary>A spec (or a task file) is wrong. Holds everything that was found, not only the first.</summary>
public sealed class InvalidTextException : Exception
{
    /// <summary>An exception for what was found.</summary>
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

    /// <summary>What is wrong, in the order of the text, overrides last.</summary>
    public IReadOnlyList<TextProblem> Problems { get; }
}
