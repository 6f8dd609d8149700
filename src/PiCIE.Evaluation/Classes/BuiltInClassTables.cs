using System.Collections.Concurrent;

namespace PiCIE.Evaluation.Classes;

/// <summary>Holds the class tables that are resources of this assembly; each is read once.</summary>
internal static class BuiltInClassTables
{
    private const string Prefix = "classes/";
    private const string Suffix = ".json";

    private static readonly ConcurrentDictionary<string, ClassTable> Read = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(BuiltInClassTables).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    public static ClassTable Get(string name)
    {
        string bare = name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
        return Names.Contains(bare, StringComparer.Ordinal)
            ? Read.GetOrAdd(bare, Load)
            : throw new TaskInputException(
                $"there is no built-in class table '{name}'",
                $"the built-in ones are {string.Join(", ", Names)}; a table of your own is a path to a JSON file");
    }

    private static ClassTable Load(string name)
    {
        using Stream stream = typeof(BuiltInClassTables).Assembly.GetManifestResourceStream(Prefix + name + Suffix)!;
        using StreamReader reader = new(stream);
        return ClassTable.Parse(reader.ReadToEnd(), name + Suffix);
    }
}
