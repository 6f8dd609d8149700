using PiCIE.Evaluation;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Tasks;

/// <summary>Reads task files (<c>picie-task/1</c>, spec.md 2) strictly. It opens no file itself.</summary>
public static class TaskFile
{
    /// <summary>The schema that this version reads.</summary>
    public const string Schema = "picie-task/1";

    /// <summary>Reads a task whose class table, if it names one, is built in.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="source">File that it comes from, for messages; also gives the name where the text has none.</param>
    /// <exception cref="InvalidTextException">The text is no task; it names every problem with line and column.</exception>
    public static SegmentationTask Read(string text, string source) => Read(text, source, ClassTable.BuiltIn);

    /// <summary>Reads a task.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="source">File that it comes from, for messages; also gives the name where the text has none.</param>
    /// <param name="ownTable">
    /// Gives the class table for a path (relative to the task file) that is no built-in name; throws <see cref="TaskInputException"/> where
    /// there is none.
    /// </param>
    /// <exception cref="InvalidTextException">The text is no task; it names every problem with line and column.</exception>
    public static SegmentationTask Read(string text, string source, Func<string, ClassTable> ownTable)
    {
        List<TextProblem> problems = [];
        SegmentationTask? task = new TaskReader(source, problems, ownTable).Read(text);
        return problems.Count == 0 && task is not null ? task : throw new InvalidTextException(source, problems);
    }
}
