using System.Text.Json.Serialization;
using PiCIE.Evaluation.Text;

namespace PiCIE.Evaluation.Classes;

/// <summary>
/// The classes of a task and the class of every raw value of its label images (schema <c>picie-class-table/1</c>). A table is immutable and
/// safe for any number of threads.
/// </summary>
[JsonConverter(typeof(ClassTableConverter))]
public sealed class ClassTable
{
    /// <summary>Stands for a class id where the pixel is ignored.</summary>
    public const int Ignored = -1;

    /// <summary>Stands for a class id where the raw value must not occur; meeting one is an input failure.</summary>
    public const int Unknown = -2;

    private readonly int[] _classOfRaw;
    private readonly Dictionary<string, SegmentationClass> _byKey;

    internal ClassTable(string name, string? title, IReadOnlyList<SegmentationClass> classes, int[] classOfRaw)
    {
        Name = name;
        Title = title;
        Classes = classes;
        _classOfRaw = classOfRaw;
        _byKey = classes.ToDictionary(row => row.Key, StringComparer.Ordinal);
    }

    /// <summary>Names of the tables that are part of the product, sorted.</summary>
    public static IReadOnlyList<string> BuiltInNames => BuiltInClassTables.Names;

    /// <summary>Name of the table, for example <c>camvid-11</c>.</summary>
    public string Name { get; }

    /// <summary>A line for people, or null.</summary>
    public string? Title { get; }

    /// <summary>The classes in the order of their ids.</summary>
    public IReadOnlyList<SegmentationClass> Classes { get; }

    /// <summary>Number of classes C.</summary>
    public int Count => Classes.Count;

    /// <summary>The class of each raw value from 0 on: an id, <see cref="Ignored"/> or <see cref="Unknown"/>. Higher values are unknown.</summary>
    public ReadOnlySpan<int> ClassOfRaw => _classOfRaw;

    /// <summary>Returns a table that is part of the product.</summary>
    /// <param name="name">One of <see cref="BuiltInNames"/>; a trailing <c>.json</c> is allowed.</param>
    /// <exception cref="TaskInputException">There is no such table.</exception>
    public static ClassTable BuiltIn(string name) => BuiltInClassTables.Get(name);

    /// <summary>Reads the JSON of a class table.</summary>
    /// <param name="json">The text: a list of names, or an object.</param>
    /// <param name="source">File that it comes from, for messages; also gives the name where the text has none.</param>
    /// <exception cref="InvalidTextException">The text is no class table; it names every problem with line and column.</exception>
    public static ClassTable Parse(string json, string source)
    {
        List<TextProblem> problems = [];
        ClassTable? table = StrictJson.Read(json, problems) is { } node ? Read(node, Path.GetFileNameWithoutExtension(source), string.Empty, problems) : null;
        return table is not null && problems.Count == 0 ? table : throw new InvalidTextException(source, WithDocs(problems));
    }

    /// <summary>Reads a class table that stands in another text, such as a task file.</summary>
    /// <param name="node">A list of names, or an object.</param>
    /// <param name="name">Name of the table where the text has none.</param>
    /// <param name="key">The key under which it stands, for messages.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <returns>The table; null where a problem was found.</returns>
    public static ClassTable? Read(TextNode node, string name, string key, ICollection<TextProblem> problems) =>
        new ClassTableReader(name, key, problems).Read(node);

    /// <summary>Returns the class of a raw value of a label image.</summary>
    /// <param name="raw">The value as stored in the label image.</param>
    /// <returns>A class id, <see cref="Ignored"/>, or <see cref="Unknown"/> if the value must not occur.</returns>
    public int ClassOf(int raw) => (uint)raw < (uint)_classOfRaw.Length ? _classOfRaw[raw] : Unknown;

    /// <summary>Returns the class with this key; null where there is none.</summary>
    /// <param name="key">Key, case-sensitive.</param>
    public SegmentationClass? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Count} classes)";

    private static IReadOnlyList<TextProblem> WithDocs(List<TextProblem> problems) =>
        [.. problems.Select(problem => problem.Hint is null ? problem with { Hint = "docs/tasks.md shows whole class tables" } : problem)];
}
