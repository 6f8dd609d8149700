namespace PiCIE.Evaluation.Text;

/// <summary>
/// The keys that a kind of text may have, each with those above it. They tell people where a key belongs that they wrote in the wrong place.
/// Readers fill it once, from an empty text; afterwards it is frozen and may be used by several threads.
/// </summary>
public sealed class KnownKeys
{
    private const int MostNamed = 4;

    private readonly List<string> _paths = [];
    private readonly Dictionary<string, string> _expected = new(StringComparer.Ordinal);
    private bool _frozen;

    /// <summary>The keys, each with those above it, in the order in which they are read.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>Names of what keys expect, with the article: "a whole number of at least 1". A key under which others stand has none.</summary>
    public IReadOnlyDictionary<string, string> Expected => _expected;

    /// <summary>Ends the filling: what readers ask for from now on is known already.</summary>
    public KnownKeys Freeze()
    {
        _frozen = true;
        return this;
    }

    /// <summary>Adds a key.</summary>
    /// <param name="path">The key with those above it.</param>
    public void Note(string path)
    {
        if (!_frozen && !_paths.Contains(path))
        {
            _paths.Add(path);
        }
    }

    /// <summary>Notes what a key expects; of several readings the first counts.</summary>
    /// <param name="path">The key with those above it.</param>
    /// <param name="expected">Name of the expected value, with the article.</param>
    public void Expect(string path, string expected)
    {
        if (!_frozen)
        {
            _expected.TryAdd(path, expected);
        }
    }

    /// <summary>Returns the keys below the top that end with a key as it was written, in any case; where there is none, with the one that is nearest to it.</summary>
    /// <param name="key">The key as it was written, without those above it.</param>
    public IReadOnlyList<string> Ending(string key)
    {
        string[] below = [.. _paths.Where(path => path.Contains('.', StringComparison.Ordinal))];
        string[] same = Matching(below, key);
        return same.Length > 0 || NearestName.Of(key, below.Select(Last)) is not { } near ? same : Matching(below, near);
    }

    private static string[] Matching(string[] paths, string key) =>
        [.. paths.Where(path => string.Equals(Last(path), key, StringComparison.OrdinalIgnoreCase)).Take(MostNamed)];

    private static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];
}
