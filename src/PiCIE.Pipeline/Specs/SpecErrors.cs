using PiCIE.Evaluation;
using PiCIE.Evaluation.Text;

namespace PiCIE.Pipeline.Specs;

/// <summary>Puts into words what is wrong with a spec, with the file, also where the plan only knew the experiment's name.</summary>
internal static class SpecErrors
{
    /// <summary>Returns the error of a spec or task file. One problem has its place apart; several form a list, each with its own place.</summary>
    /// <param name="exception">The problems in the spec or its task file.</param>
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

    /// <summary>Returns the error of a task, its class table or its data.</summary>
    /// <param name="exception">The problem.</param>
    /// <param name="specPath">Path of the spec.</param>
    public static PicieException Of(TaskInputException exception, string specPath) =>
        new("bad-input", exception.Message, specPath, exception.Hint, ProblemKind.Input, exception);
}
