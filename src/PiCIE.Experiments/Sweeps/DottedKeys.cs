using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Sweeps;

/// <summary>
/// Reads the keys of a part of a sweep, which people write nested (<c>train: { k: … }</c>), with dots (<c>train.k: …</c>) or as a mixture:
/// each comes out once, with dots.
/// </summary>
internal static class DottedKeys
{
    /// <summary>Returns the keys in the order as written. A map holds further words of a key; anything else, and an empty map, is its value.</summary>
    /// <param name="map">The map.</param>
    /// <param name="above">The part of the sweep, for messages ("sweep.grid").</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static IReadOnlyList<SweptValue> Of(TextMap map, string above, ICollection<TextProblem> problems)
    {
        List<SweptValue> keys = [];
        foreach (SweptValue found in Below(map, string.Empty))
        {
            string path = UnseenCharacters.Spelled($"{above}.{found.Key}");
            if (found.Key.Split('.').Any(string.IsNullOrWhiteSpace))
            {
                problems.Add(new TextProblem($"the key {path} has a dot without a word beside it", found.Place, path, "for example train.k"));
            }
            else if (keys.Find(known => known.Key == found.Key) is { } first)
            {
                problems.Add(Complaints.Twice(path, found.Place, first.Place));
            }
            else
            {
                keys.Add(found);
            }
        }

        return keys;
    }

    private static IEnumerable<SweptValue> Below(TextMap map, string prefix) => map.Entries.SelectMany(entry => entry.Value is TextMap { Entries.Count: > 0 } inner
        ? Below(inner, $"{prefix}{entry.Key}.")
        : [new SweptValue(prefix + entry.Key, entry.Place, entry.Value)]);
}
