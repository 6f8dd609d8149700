using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Text;

namespace PiCIE.Experiments.Tasks;

/// <summary>Takes values out of the maps of a task file; what is wrong becomes a problem with its place.</summary>
internal sealed class TaskKeys(ICollection<TextProblem> problems)
{
    public void Report(TextNode node, string key, string message, string? hint = null) =>
        problems.Add(new TextProblem(message, node.Place, key, hint));

    public void Missing(TextMap map, string key, string? parent, string reason) =>
        problems.Add(new TextProblem($"the key {Full(key, parent)} is missing: {reason}", map.Place, Full(key, parent), null));

    public void RefuseUnknown(TextMap map, string[] known, string? parent)
    {
        foreach (TextEntry entry in map.Entries.Where(entry => !known.Contains(entry.Key, StringComparer.Ordinal)))
        {
            string? meant = NearestName.Of(entry.Key, known);
            problems.Add(new TextProblem(
                $"there is no key {Full(entry.Key, parent)}",
                entry.Place,
                Full(entry.Key, parent),
                meant is null ? $"the keys here are {string.Join(", ", known)}" : $"did you mean {meant}?"));
        }
    }

    /// <summary>The map of a key; null where the key is not there or holds something else, which is a problem.</summary>
    public TextMap? Map(TextMap parent, string key)
    {
        TextNode? node = parent.Find(key);
        if (node is not null and not TextMap)
        {
            Report(node, key, $"expected keys with values for {key}, found {node.Spoken}");
        }

        return node as TextMap;
    }

    public string? RequiredText(TextMap map, string key, string? parent)
    {
        switch (map.Find(key))
        {
            case null:
                Missing(map, key, parent, "a text is needed");
                return null;
            case TextScalar { Empty: false, Value.Length: > 0 } scalar:
                return scalar.Value;
            case var other:
                Report(other, Full(key, parent), $"expected a text for {Full(key, parent)}, found {other.Spoken}");
                return null;
        }
    }

    public string? RequiredPath(TextMap map, string key, string parent) => RequiredText(map, key, parent) is { } path ? Path(map, key, parent, path) : null;

    public string? OptionalPath(TextMap map, string key, string parent) => map.Find(key) is null ? null : RequiredPath(map, key, parent);

    /// <summary>The value of a word; null where the key is not there or the word is none of them, which is a problem.</summary>
    public T? Word<T>(TextMap map, string key, string? parent)
        where T : struct, Enum
    {
        if (map.Find(key) is not { } node)
        {
            return null;
        }

        string? written = (node as TextScalar)?.Value;
        if (written is not null && EnumText<T>.Find(written) is { } value)
        {
            return value;
        }

        IReadOnlyList<string> words = EnumText<T>.Words;
        string? meant = written is null ? null : NearestName.Of(written, words);
        Report(
            node,
            Full(key, parent),
            $"{Full(key, parent)} is {node.Spoken}, allowed: {string.Join(", ", words)}",
            meant is null ? null : $"did you mean {meant}?");
        return null;
    }

    // Paths of a task never leave the data folder and mean the same on every system.
    private string? Path(TextMap map, string key, string parent, string path)
    {
        bool inside = path.Split('/').All(name => name.Length > 0 && name is not "." and not "..")
            && path.IndexOfAny(['\\', ':', '\0']) < 0;
        if (inside)
        {
            return path;
        }

        Report(map.Find(key)!, Full(key, parent), $"{Full(key, parent)} is {path}; a path inside the data folder with / between names is needed, without . and ..");
        return null;
    }

    private static string Full(string key, string? parent) => parent is null ? key : $"{parent}.{key}";
}
