using PiCIE.Evaluation;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Specs;

namespace PiCIE.Pipeline.Specs;

/// <summary>What is wrong with a spec, as people are told: with the file, also where the plan only knew the experiment's name.</summary>
internal static class SpecErrors
{
    /// <summary>One problem is said with its place apart; several are said as a list, each with its own place.</summary>
    /// <param name="exception">What was found in the spec or its task file.</param>
    /// <param name="specPath">Path of the spec.</param>
    public static PicieException Of(InvalidTextException exception, string specPath)
    {
        string file = File.Exists(exception.SourceName) ? exception.SourceName : specPath;
        IReadOnlyList<TextProblem> problems = exception.Problems;
        return problems.Count == 1
            ? new PicieException("bad-spec", problems[0].Message, $"{file}, {problems[0].Place}", problems[0].Hint, ProblemKind.Input, exception)
            : new PicieException(
                "bad-spec", string.Join(Environment.NewLine, problems.Select(problem => $"{file}: {problem}")), file, null, ProblemKind.Input, exception);
    }

    /// <summary>What is wrong with the task, its class table or its data.</summary>
    /// <param name="exception">What was found.</param>
    /// <param name="specPath">Path of the spec.</param>
    public static PicieException Of(TaskInputException exception, string specPath) =>
        new("bad-input", exception.Message, specPath, exception.Hint, ProblemKind.Input, exception);
}
