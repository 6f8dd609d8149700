using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Specs;

namespace PiCIE.Experiments.Text;

/// <summary>
/// Reads the keys of one map, each with its type and range. What is wrong goes to the list of problems and the default is taken, so
/// that one reading finds everything. <see cref="Finish"/> reports the keys that nobody asked for.
/// </summary>
internal sealed class MapReader
{
    private readonly TextMap? _map;
    private readonly string _prefix;
    private readonly ICollection<TextProblem> _problems;
    private readonly List<string> _known = [];

    /// <summary>A reader of a map; without one every key has its default.</summary>
    /// <param name="map">The map, or null.</param>
    /// <param name="prefix">The keys above it ("train.kmeans"); empty at the top.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public MapReader(TextMap? map, string prefix, ICollection<TextProblem> problems)
    {
        _map = map;
        _prefix = prefix;
        _problems = problems;
    }

    /// <summary>The value of a key as written; null where it is not set. From now on the key is known.</summary>
    /// <param name="key">The key.</param>
    public TextNode? Take(string key)
    {
        if (!_known.Contains(key))
        {
            _known.Add(key);
        }

        return _map?.Find(key);
    }

    /// <summary>A reader of the map under a key; one with nothing but defaults where it is not set.</summary>
    /// <param name="key">The key.</param>
    public MapReader Map(string key)
    {
        TextNode? node = Take(key);
        if (node is not null and not TextMap)
        {
            Wrong(key, node, "keys with values");
        }

        return new MapReader(node as TextMap, Path(key), _problems);
    }

    /// <summary>A text of 1 to <paramref name="longest"/> characters without control characters; null where it is not set.</summary>
    /// <param name="key">The key.</param>
    /// <param name="longest">Most characters.</param>
    /// <param name="needed">Whether a missing key is a problem.</param>
    public string? Text(string key, int longest, bool needed = false)
    {
        TextNode? node = Take(key);
        if (node is null)
        {
            if (needed)
            {
                Missing(key, "a text");
            }

            return null;
        }

        return TextOf(key, node, longest);
    }

    /// <summary>A list of texts; null where it is not set.</summary>
    /// <param name="key">The key.</param>
    /// <param name="longest">Most characters of each.</param>
    public IReadOnlyList<string>? Texts(string key, int longest) =>
        Items(key, "a list of texts")?.Select(item => TextOf(key, item, longest)).OfType<string>().ToList();

    /// <summary>A whole number in a range; null where it is not set or wrong.</summary>
    /// <param name="key">The key.</param>
    /// <param name="least">Smallest value.</param>
    /// <param name="most">Largest value.</param>
    public int? Whole(string key, int least, int most = int.MaxValue) => (int?)Long(key, least, most);

    /// <summary>A whole number in a range; null where it is not set or wrong.</summary>
    /// <param name="key">The key.</param>
    /// <param name="least">Smallest value.</param>
    /// <param name="most">Largest value.</param>
    public long? Long(string key, long least, long most) => Take(key) is { } node ? LongOf(key, node, least, most) : null;

    /// <summary>A list of distinct whole numbers in a range; null where it is not set.</summary>
    /// <param name="key">The key.</param>
    /// <param name="least">Smallest value.</param>
    /// <param name="most">Largest value.</param>
    public IReadOnlyList<long>? Longs(string key, long least, long most)
    {
        IReadOnlyList<TextNode>? items = Items(key, "a list of whole numbers");
        if (items is null)
        {
            return null;
        }

        List<long> values = [];
        foreach (TextNode item in items)
        {
            if (LongOf(key, item, least, most) is not { } value)
            {
                continue;
            }

            if (values.Contains(value))
            {
                Report(key, item.Place, $"{Path(key)} holds {value} twice", "remove one of them");
                continue;
            }

            values.Add(value);
        }

        return values;
    }

    /// <summary>A number in a range; null where it is not set or wrong.</summary>
    /// <param name="key">The key.</param>
    /// <param name="range">What is allowed.</param>
    public double? Number(string key, NumberRange range)
    {
        if (Take(key) is not { } node)
        {
            return null;
        }

        if (node is not TextScalar { Plain: true } scalar || NumberText.Number(scalar.Value) is not { } value)
        {
            Wrong(key, node, $"a number {range}");
            return null;
        }

        if (!range.Holds(value))
        {
            Report(key, node.Place, $"{Path(key)} is {scalar.Value}, allowed is a number {range}", null);
            return null;
        }

        return value;
    }

    /// <summary>true or false; null where it is not set or wrong.</summary>
    /// <param name="key">The key.</param>
    public bool? Flag(string key)
    {
        switch (Take(key))
        {
            case null:
                return null;
            case TextScalar { Plain: true, Value: "true" }:
                return true;
            case TextScalar { Plain: true, Value: "false" }:
                return false;
            case TextNode other:
                Wrong(key, other, "true or false");
                return null;
        }
    }

    /// <summary>One of the words of an enumeration; null where it is not set or wrong.</summary>
    /// <param name="key">The key.</param>
    /// <param name="aliases">Further words for a value.</param>
    /// <param name="later">Words that a later version has, with what to do instead.</param>
    /// <typeparam name="T">The enumeration.</typeparam>
    public T? Word<T>(string key, IReadOnlyDictionary<string, T>? aliases = null, IReadOnlyCollection<string>? later = null)
        where T : struct, Enum
    {
        string? word = Word(key, [.. EnumText<T>.Words, .. aliases?.Keys ?? []], later);
        return word is null ? null : aliases is not null && aliases.TryGetValue(word, out T value) ? value : EnumText<T>.Find(word);
    }

    /// <summary>One of some words; null where it is not set or wrong.</summary>
    /// <param name="key">The key.</param>
    /// <param name="words">The words.</param>
    /// <param name="later">Words that a later version has.</param>
    public string? Word(string key, IReadOnlyCollection<string> words, IReadOnlyCollection<string>? later = null)
    {
        TextNode? node = Take(key);
        if (node is null)
        {
            return null;
        }

        if (node is not TextScalar { Empty: false } scalar)
        {
            Wrong(key, node, $"one of {string.Join(", ", words)}");
            return null;
        }

        if (words.Contains(scalar.Value))
        {
            return scalar.Value;
        }

        if (later is not null && later.Contains(scalar.Value))
        {
            Report(key, node.Place, $"this version does not have {Path(key)}: {scalar.Value}", $"it has {string.Join(", ", words)}");
            return null;
        }

        string? near = NearestName.Of(scalar.Value, words);
        Report(key, node.Place, $"{Path(key)} is {scalar.Spoken}, allowed are {string.Join(", ", words)}", near is null ? null : $"did you mean {near}?");
        return null;
    }

    /// <summary>Reports a key of a later version where it is set.</summary>
    /// <param name="key">The key.</param>
    /// <param name="instead">What to do instead.</param>
    public void Later(string key, string instead)
    {
        if (Take(key) is { } node)
        {
            Report(key, node.Place, $"this version does not have {Path(key)}", instead);
        }
    }

    /// <summary>Reports a key that is needed and not there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expected">What it holds.</param>
    public void Missing(string key, string expected) =>
        Report(key, _map?.Place ?? new TextPlace(1, 1), $"the key {Path(key)} is missing", $"it holds {expected}");

    /// <summary>Reports every key of the map that was not asked for.</summary>
    public void Finish()
    {
        foreach (TextEntry entry in _map?.Entries ?? [])
        {
            if (_known.Contains(entry.Key))
            {
                continue;
            }

            string? near = NearestName.Of(entry.Key, _known);
            string where = _prefix.Length == 0 ? "here" : $"under {_prefix}";
            string allowed = string.Join(", ", _known);
            Report(
                entry.Key,
                entry.Place,
                $"the key {entry.Key} is not known {where}",
                near is null ? $"allowed are {allowed}" : $"did you mean {near}? Allowed are {allowed}");
        }
    }

    /// <summary>Reports a problem with a key of this map.</summary>
    /// <param name="key">The key.</param>
    /// <param name="place">Where.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="hint">What to do, or null.</param>
    public void Report(string key, TextPlace place, string message, string? hint) =>
        _problems.Add(new TextProblem(message, place, Path(key), hint));

    /// <summary>The key with those above it.</summary>
    /// <param name="key">The key.</param>
    public string Path(string key) => _prefix.Length == 0 ? key : $"{_prefix}.{key}";

    private IReadOnlyList<TextNode>? Items(string key, string expected)
    {
        TextNode? node = Take(key);
        if (node is not null and not TextList)
        {
            Wrong(key, node, expected);
        }

        return (node as TextList)?.Items;
    }

    private string? TextOf(string key, TextNode node, int longest)
    {
        if (node is not TextScalar { Empty: false, Value.Length: > 0 } scalar)
        {
            Wrong(key, node, "a text");
            return null;
        }

        if (scalar.Value.Length > longest)
        {
            Report(key, node.Place, $"{Path(key)} has {scalar.Value.Length} characters, at most {longest} are allowed", null);
            return null;
        }

        if (scalar.Value.Any(letter => char.IsControl(letter) && letter != '\n'))
        {
            Report(key, node.Place, $"{Path(key)} holds a control character", "write it without");
            return null;
        }

        return scalar.Value;
    }

    private long? LongOf(string key, TextNode node, long least, long most)
    {
        string allowed = most is int.MaxValue or long.MaxValue ? $"a whole number of at least {least}" : $"a whole number from {least} to {most}";
        if (node is not TextScalar { Plain: true } scalar || !NumberText.IsWhole(scalar.Value))
        {
            Wrong(key, node, allowed);
            return null;
        }

        if (NumberText.Whole(scalar.Value) is not { } value || value < least || value > most)
        {
            Report(key, node.Place, $"{Path(key)} is {scalar.Spoken}, allowed is {allowed}", null);
            return null;
        }

        return value;
    }

    private void Wrong(string key, TextNode node, string expected) =>
        Report(key, node.Place, $"{Path(key)} expects {expected}, found {node.Spoken}", null);
}
