using System.Collections.Concurrent;
using PiCIE.Evaluation;
using PiCIE.Evaluation.Tasks;

namespace PiCIE.Experiments.Tasks;

/// <summary>Finds the tasks that are part of the product; they are task files like any other.</summary>
public static class BuiltInTasks
{
    private const string Prefix = "tasks/";
    private const string Suffix = ".yaml";

    private static readonly ConcurrentDictionary<string, SegmentationTask> Known = new(StringComparer.Ordinal);

    /// <summary>Names of the built-in tasks, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(BuiltInTasks).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Returns the built-in task of a name, or null.</summary>
    /// <param name="name">A name, case-sensitive.</param>
    public static SegmentationTask? Find(string name) =>
        Names.Contains(name, StringComparer.Ordinal) ? Known.GetOrAdd(name, built => TaskFile.Read(Text(built), built + Suffix)) : null;

    /// <summary>Returns the built-in task of a name.</summary>
    /// <param name="name">A name, case-sensitive.</param>
    /// <exception cref="TaskInputException">There is no such task.</exception>
    public static SegmentationTask Get(string name) => Find(name) ?? throw new TaskInputException(
        $"there is no built-in task '{name}'", $"the built-in ones are {string.Join(", ", Names)}; a task of your own is the path of a task file");

    /// <summary>Returns the text of a built-in task.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="TaskInputException">There is no such task.</exception>
    public static string Text(string name)
    {
        using Stream stream = typeof(BuiltInTasks).Assembly.GetManifestResourceStream(Prefix + name + Suffix)
            ?? throw new TaskInputException($"there is no built-in task '{name}'", $"the built-in ones are {string.Join(", ", Names)}");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
