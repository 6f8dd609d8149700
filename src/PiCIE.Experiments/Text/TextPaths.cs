using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Text;

/// <summary>Finds and sets values in a tree by keys with those above them ("train.kmeans.iterations").</summary>
internal static class TextPaths
{
    /// <summary>Returns the value of a key; null where it is not set.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="key">The key with those above it.</param>
    public static TextNode? Find(TextMap tree, string key)
    {
        TextNode? found = tree;
        foreach (string word in key.Split('.'))
        {
            found = (found as TextMap)?.Find(word);
        }

        return found;
    }

    /// <summary>Returns the tree with a value, in the place of what it replaces.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="path">The key and those above it, outermost first.</param>
    /// <param name="value">The value.</param>
    /// <param name="place">Place of the key, and of those above it that the tree has not yet.</param>
    /// <param name="dotted">Whether a key of the tree may stand for several words of the path ("train.k"), as keys below <c>sweep</c> do.</param>
    public static TextMap Put(TextMap tree, ReadOnlySpan<string> path, TextNode value, TextPlace place, bool dotted = false)
    {
        int words = dotted ? WordsOfKnownKey(tree, path) : 1;
        string key = string.Join('.', path[..words]);
        bool onTheWay = words < path.Length;
        TextNode inner = onTheWay ? Put(tree.Find(key) as TextMap ?? new TextMap(place, []), path[words..], value, place, dotted) : value;
        TextEntry entry = new(place, key, inner);
        return tree with
        {
            Entries = tree.Find(key) is not null
                ? [.. tree.Entries.Select(existing => existing.Key == key ? Replaced(existing, entry, onTheWay) : existing)]
                : [.. tree.Entries, entry],
        };
    }

    /// <summary>Returns the number of words of the longest key of a map that begins a path; 1 where none does.</summary>
    private static int WordsOfKnownKey(TextMap map, ReadOnlySpan<string> path)
    {
        int words = path.Length;
        while (words > 1 && map.Find(string.Join('.', path[..words])) is null)
        {
            words--;
        }

        return words;
    }

    /// <summary>Replaces an entry; a key on the way to the one that is set keeps its own place.</summary>
    private static TextEntry Replaced(TextEntry existing, TextEntry entry, bool onTheWay) =>
        onTheWay && existing.Value is TextMap ? existing with { Value = entry.Value } : entry;
}
