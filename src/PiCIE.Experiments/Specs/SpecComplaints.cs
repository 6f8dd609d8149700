using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Specs;

/// <summary>Collects what is wrong with the settings of a spec, each at the place where its key was set.</summary>
/// <param name="places">Places of the keys that the spec sets.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class SpecComplaints(IReadOnlyDictionary<string, TextPlace> places, ICollection<TextProblem> problems)
{
    /// <summary>Returns whether the spec sets a key itself.</summary>
    /// <param name="key">The key with those above it.</param>
    public bool IsSet(string key) => places.ContainsKey(key);

    /// <summary>Adds a problem, unless that very key has one already, in whose place a default stands in.</summary>
    /// <param name="key">The key with those above it.</param>
    /// <param name="message">A sentence that says what is wrong.</param>
    /// <param name="hint">A sentence that says what to do, or null.</param>
    public void Add(string key, string message, string? hint)
    {
        if (!problems.Any(problem => problem.Key == key))
        {
            problems.Add(new TextProblem(message, PlaceOf(key), key, hint));
        }
    }

    /// <summary>Returns the place of the key, or of the nearest above it that is set; the start of the text where none is.</summary>
    private TextPlace PlaceOf(string key)
    {
        for (string path = key; ; path = path[..path.LastIndexOf('.')])
        {
            if (places.TryGetValue(path, out TextPlace place))
            {
                return place;
            }

            if (!path.Contains('.', StringComparison.Ordinal))
            {
                return new TextPlace(1, 1);
            }
        }
    }
}
