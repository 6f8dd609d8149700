using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Text;

namespace PiCIE.Experiments.Specs;

/// <summary>Puts the overrides of a command line (<c>train.epochs=4</c>) into the tree of a spec, so that they are read as strictly.</summary>
internal static class SpecOverrides
{
    /// <summary>Returns the tree with the overrides, each in the place of what it replaces.</summary>
    /// <param name="tree">The tree of the spec.</param>
    /// <param name="overrides">The overrides, in order; a later one wins.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static TextMap Apply(TextMap tree, IReadOnlyList<string> overrides, ICollection<TextProblem> problems)
    {
        foreach (string text in overrides)
        {
            TextPlace place = new(0, 0, $"--set {text}");
            int sign = text.IndexOf('=', StringComparison.Ordinal);
            string[] path = sign > 0 ? text[..sign].Split('.') : [];
            if (path.Length == 0 || path.Any(string.IsNullOrWhiteSpace))
            {
                problems.Add(new TextProblem($"expected KEY=VALUE, found {text}", place, null, "for example --set train.epochs=4"));
            }
            else if (StrictYaml.ReadValue(text[(sign + 1)..], place.Override!, problems) is { } value)
            {
                tree = Put(tree, path, value, place);
            }
        }

        return tree;
    }

    private static TextMap Put(TextMap map, ReadOnlySpan<string> path, TextNode value, TextPlace place)
    {
        string key = path[0];
        TextNode inner = path.Length == 1
            ? value
            : Put(map.Find(key) as TextMap ?? new TextMap(place, []), path[1..], value, place);
        TextEntry entry = new(place, key, inner);
        bool onTheWay = path.Length > 1;
        bool known = map.Entries.Any(existing => existing.Key == key);
        return map with
        {
            Entries = known
                ? [.. map.Entries.Select(existing => existing.Key == key ? Replaced(existing, entry, onTheWay) : existing)]
                : [.. map.Entries, entry],
        };
    }

    /// <summary>Replaces an entry; a key on the way to the one that is set keeps its own place.</summary>
    private static TextEntry Replaced(TextEntry existing, TextEntry entry, bool onTheWay) =>
        onTheWay && existing.Value is TextMap ? existing with { Value = entry.Value } : entry;
}
