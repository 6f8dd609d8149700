using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Specs;

/// <summary>Remembers where each key of a spec was set.</summary>
internal static class SpecPlaces
{
    /// <summary>Returns the places of all keys, each with those above it ("train.kmeans.batchSize").</summary>
    /// <param name="tree">The tree of the spec.</param>
    public static IReadOnlyDictionary<string, TextPlace> Of(TextMap tree)
    {
        Dictionary<string, TextPlace> places = new(StringComparer.Ordinal);
        Collect(tree, string.Empty, places);
        return places;
    }

    private static void Collect(TextMap map, string prefix, Dictionary<string, TextPlace> places)
    {
        foreach (TextEntry entry in map.Entries)
        {
            string path = prefix + entry.Key;
            places[path] = entry.Value is TextMap ? entry.Place : entry.Value.Place;
            if (entry.Value is TextMap inner)
            {
                Collect(inner, path + ".", places);
            }
        }
    }
}
