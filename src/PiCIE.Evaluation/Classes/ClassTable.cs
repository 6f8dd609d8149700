using System.Text.Json.Serialization;

namespace PiCIE.Evaluation.Classes;

/// <summary>
/// The classes of a task and the class of every raw value of its label images (schema <c>picie-class-table/1</c>). Immutable, safe for
/// any number of threads.
/// </summary>
[JsonConverter(typeof(ClassTableConverter))]
public sealed class ClassTable
{
    /// <summary>Instead of a class id: the pixel is ignored.</summary>
    public const int Ignored = -1;

    /// <summary>Instead of a class id: the raw value must not occur, an input failure.</summary>
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

    /// <summary>A table that is part of the product.</summary>
    /// <param name="name">One of <see cref="BuiltInNames"/>; a trailing <c>.json</c> is allowed.</param>
    /// <exception cref="TaskInputException">There is no such table.</exception>
    public static ClassTable BuiltIn(string name) => BuiltInClassTables.Get(name);

    /// <summary>Reads a class table; unknown, duplicate or impossible entries are errors.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">File that it comes from, for messages.</param>
    /// <exception cref="TaskInputException">The text is no class table.</exception>
    public static ClassTable Parse(string json, string source) => new ClassTableReader(source, mapOptional: false).Read(json);

    /// <summary>Class of a raw value of a label image.</summary>
    /// <param name="raw">The value as stored in the label image.</param>
    /// <returns>A class id, <see cref="Ignored"/>, or <see cref="Unknown"/> if the value must not occur.</returns>
    public int ClassOf(int raw) => (uint)raw < (uint)_classOfRaw.Length ? _classOfRaw[raw] : Unknown;

    /// <summary>The class with a key, or null.</summary>
    /// <param name="key">Key, case-sensitive.</param>
    public SegmentationClass? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Count} classes)";
}
