namespace PiCIE.Evaluation.Text;

/// <summary>
/// Reads the keys of one map, each with its type and range. A wrong value becomes a problem and counts as absent, so that one reading finds
/// everything. <see cref="Finish"/> reports the keys that nobody asked for. Every file that people write is read through this type.
/// </summary>
public sealed class MapReader
{
    private readonly TextMap? _map;
    private readonly string _prefix;
    private readonly ICollection<TextProblem> _problems;
    private readonly KnownKeys? _everywhere;
    private readonly List<string> _known = [];
    private readonly Dictionary<string, TextProblem> _missing = new(StringComparer.Ordinal);

    /// <summary>Creates a reader of a map; without one every key is absent.</summary>
    /// <param name="map">The map, or null.</param>
    /// <param name="prefix">The keys above it ("train.kmeans"); empty at the top.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="everywhere">The keys of the whole text, which tell where a key belongs that stands in the wrong map; null where nobody knows them.</param>
    public MapReader(TextMap? map, string prefix, ICollection<TextProblem> problems, KnownKeys? everywhere = null)
    {
        _everywhere = everywhere;
        _map = map;
        _prefix = prefix;
        _problems = problems;
    }

    /// <summary>Gives the value of a key as written; null where it is not set. From now on the key is known.</summary>
    /// <param name="key">The key.</param>
    public TextNode? Take(string key)
    {
        if (!_known.Contains(key))
        {
            _known.Add(key);
            _everywhere?.Note(Path(key));
        }

        return _map?.Find(key);
    }

    /// <summary>Gives the value of a key as written, and notes what the key expects.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expected">Name of the expected value, with the article.</param>
    public TextNode? Take(string key, string expected)
    {
        _everywhere?.Expect(Path(key), expected);
        return Take(key);
    }

    /// <summary>Gives a reader of the map under a key; one without any key where it is not set.</summary>
    /// <param name="key">The key.</param>
    public MapReader Map(string key)
    {
        TextNode? node = Take(key);
        if (node is not null and not TextMap)
        {
            OtherKind(key, "keys with values", node);
        }

        return new MapReader(node as TextMap, Path(key), _problems, _everywhere);
    }

    /// <summary>Reads a text of 1 to <paramref name="longest"/> characters without control characters; null where it is not set or wrong.</summary>
    /// <param name="key">The key.</param>
    /// <param name="longest">Most characters.</param>
    /// <param name="needed">Whether a missing key is a problem.</param>
    public string? Text(string key, int longest, bool needed = false)
    {
        TextNode? node = Take(key, $"a text of at most {longest} characters");
        if (node is null && needed)
        {
            Missing(key, "a text");
        }

        return node is null ? null : Values.Text(key, node, longest);
    }

    /// <summary>Reads a list of texts; null where it is not set or no list.</summary>
    /// <param name="key">The key.</param>
    /// <param name="longest">Most characters of each.</param>
    public IReadOnlyList<string>? Texts(string key, int longest) =>
        Items(key, "a list of texts")?.Select(item => Values.Text(key, item, longest)).OfType<string>().ToList();

    /// <summary>Reads a whole number in a range; null where it is not set or wrong.</summary>
    /// <param name="key">The key.</param>
    /// <param name="least">Smallest value.</param>
    /// <param name="most">Largest value.</param>
    public int? Whole(string key, int least, int most = int.MaxValue) => (int?)Long(key, least, most);

    /// <summary>Reads a whole number in a range; null where it is not set or wrong.</summary>
    /// <param name="key">The key.</param>
    /// <param name="least">Smallest value.</param>
    /// <param name="most">Largest value.</param>
    public long? Long(string key, long least, long most) => Take(key, ValueReader.Whole(least, most)) is { } node ? Values.Whole(key, node, least, most) : null;

    /// <summary>Reads a list of distinct whole numbers in a range; null where it is not set or no list.</summary>
    /// <param name="key">The key.</param>
    /// <param name="least">Smallest value.</param>
    /// <param name="most">Largest value.</param>
    public IReadOnlyList<long>? Longs(string key, long least, long most)
    {
        Take(key, $"a list of distinct numbers, each {ValueReader.Whole(least, most)}");
        IReadOnlyList<TextNode>? items = Items(key, "a list of whole numbers");
        if (items is null)
        {
            return null;
        }

        List<long> values = [];
        foreach (TextNode item in items)
        {
            if (Values.Whole(key, item, least, most) is not { } value)
            {
                continue;
            }

            if (values.Contains(value))
            {
                _problems.Add(Complaints.Repeated(Path(key), $"{value}", item.Place));
                continue;
            }

            values.Add(value);
        }

        return values;
    }

    /// <summary>Reads a number in a range; null where it is not set or wrong.</summary>
    /// <param name="key">The key.</param>
    /// <param name="range">The allowed numbers.</param>
    public double? Number(string key, NumberRange range) => Take(key, $"a number {range}") is { } node ? Values.Number(key, node, range) : null;

    /// <summary>Reads a list of numbers in a range; null where it is not set, no list, or holds what is wrong.</summary>
    /// <param name="key">The key.</param>
    /// <param name="range">The allowed numbers.</param>
    public IReadOnlyList<double>? Numbers(string key, NumberRange range)
    {
        double?[]? values = Items(key, "a list of numbers")?.Select(item => Values.Number(key, item, range)).ToArray();
        return values is null || values.Contains(null) ? null : [.. values.Select(value => value!.Value)];
    }

    /// <summary>Reads true or false; null where it is not set or wrong.</summary>
    /// <param name="key">The key.</param>
    public bool? Flag(string key)
    {
        switch (Take(key, "true or false"))
        {
            case null:
                return null;
            case TextScalar { Plain: true, Value: "true" }:
                return true;
            case TextScalar { Plain: true, Value: "false" }:
                return false;
            case TextNode other:
                OtherKind(key, "true or false", other);
                return null;
        }
    }

    /// <summary>Reads one of the words of an enumeration; null where it is not set or wrong.</summary>
    /// <param name="key">The key.</param>
    /// <param name="aliases">Further words for a value.</param>
    /// <param name="later">Words that a later version has.</param>
    /// <typeparam name="T">The enumeration.</typeparam>
    public T? Word<T>(string key, IReadOnlyDictionary<string, T>? aliases = null, IReadOnlyCollection<string>? later = null)
        where T : struct, Enum
    {
        string? word = Word(key, [.. EnumWords.All<T>(), .. aliases?.Keys ?? []], later);
        return word is null ? null : aliases is not null && aliases.TryGetValue(word, out T value) ? value : EnumWords.Find<T>(word);
    }

    /// <summary>Reads one of some words; null where it is not set or wrong.</summary>
    /// <param name="key">The key.</param>
    /// <param name="words">The words.</param>
    /// <param name="later">Words that a later version has.</param>
    public string? Word(string key, IReadOnlyCollection<string> words, IReadOnlyCollection<string>? later = null)
    {
        switch (Take(key, $"one of {string.Join(", ", words)}"))
        {
            case null:
                return null;
            case TextScalar { Empty: false } scalar when words.Contains(scalar.Value):
                return scalar.Value;
            case TextScalar { Empty: false } scalar when later is not null && later.Contains(scalar.Value):
                Report(key, scalar.Place, $"this version does not have {Path(key)}: {scalar.Value}", $"it has {string.Join(", ", words)}");
                return null;
            case TextScalar { Empty: false } scalar:
                _problems.Add(Complaints.OtherWord(Path(key), words, scalar));
                return null;
            case TextNode other:
                OtherKind(key, $"one of {string.Join(", ", words)}", other);
                return null;
        }
    }

    /// <summary>Gives the items of a list; null where the key is not set or holds no list.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expected">Name of the expected value, with the article: "a list of texts".</param>
    /// <remarks>On a command line a list needs no brackets: <c>--set seeds=1,2,3</c>.</remarks>
    public IReadOnlyList<TextNode>? Items(string key, string expected)
    {
        switch (Take(key, expected))
        {
            case null:
                return null;
            case TextList list:
                return list.Items;
            case TextScalar { Plain: true, Empty: false, Place.Override: not null } scalar:
                return [.. scalar.Value.Split(',').Select(part => scalar with { Value = part.Trim() })];
            case TextScalar { Empty: false } single when !expected.Contains('{', StringComparison.Ordinal):
                _problems.Add(Complaints.OtherKind(Path(key), expected, single) with { Hint = $"a list stands in brackets: {key}: [{single.Value}]" });
                return null;
            case TextNode other:
                OtherKind(key, expected, other);
                return null;
        }
    }

    /// <summary>Reports a key that is needed and not there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expected">Name of its expected content, with the article.</param>
    public void Missing(string key, string expected)
    {
        _missing[key] = Complaints.Missing(Path(key), expected, _map?.Place ?? new TextPlace(1, 1));
        _problems.Add(_missing[key]);
    }

    /// <summary>Reports a value that is of another kind than its key expects.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expected">Name of the expected value, with the article.</param>
    /// <param name="found">The value.</param>
    public void OtherKind(string key, string expected, TextNode found) => _problems.Add(Complaints.OtherKind(Path(key), expected, found));

    /// <summary>Reports every key of the map that was not asked for. A needed key that is misspelt is one mistake and not also missing.</summary>
    public void Finish()
    {
        foreach (TextEntry entry in _map?.Entries ?? [])
        {
            if (!_known.Contains(entry.Key))
            {
                if (NearestName.Of(entry.Key, _known) is { } near && _missing.Remove(near, out TextProblem? missing))
                {
                    _problems.Remove(missing);
                }

                _problems.Add(Complaints.Unknown(entry, _prefix, [.. _known], _everywhere?.Ending(entry.Key)));
            }
        }
    }

    /// <summary>Reports the keys that look like a misspelt known one, where a map may carry further facts.</summary>
    public void FinishWithFurtherFacts()
    {
        foreach (TextEntry entry in _map?.Entries ?? [])
        {
            if (!_known.Contains(entry.Key) && NearestName.Of(entry.Key, _known) is not null)
            {
                _problems.Add(Complaints.Unknown(entry, _prefix, [.. _known]));
            }
        }
    }

    /// <summary>Reports a problem with a key of this map.</summary>
    /// <param name="key">The key.</param>
    /// <param name="place">Place of the problem.</param>
    /// <param name="message">A sentence that says what is wrong.</param>
    /// <param name="hint">A sentence that says what to do, or null.</param>
    public void Report(string key, TextPlace place, string message, string? hint) =>
        _problems.Add(new TextProblem(message, place, Path(key), hint));

    /// <summary>Returns the key with those above it.</summary>
    /// <param name="key">The key.</param>
    public string Path(string key) => _prefix.Length == 0 ? key : $"{_prefix}.{key}";

    private ValueReader Values => new(_prefix.Length == 0 ? string.Empty : $"{_prefix}.", _problems);
}
