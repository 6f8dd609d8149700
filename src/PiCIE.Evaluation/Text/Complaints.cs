namespace PiCIE.Evaluation.Text;

/// <summary>
/// Puts into words what can be wrong with a key or a value, once for specs, task files, class tables and <c>picie.yaml</c>. It stands in
/// this project because class tables are read here and the other readers see this project.
/// </summary>
public static class Complaints
{
    /// <summary>Says that a key is missing that must be there.</summary>
    /// <param name="key">The key with those above it.</param>
    /// <param name="expected">Name of its expected content, with the article: "a text".</param>
    /// <param name="place">Start of the map that should hold it.</param>
    public static TextProblem Missing(string key, string expected, TextPlace place) =>
        new($"the key {key} is missing", place, key, $"it holds {expected}");

    /// <summary>Says that a key is none of those that the map may have.</summary>
    /// <param name="entry">The key as written.</param>
    /// <param name="above">The keys above it; empty at the top.</param>
    /// <param name="known">The keys that the map may have.</param>
    /// <param name="elsewhere">Keys of other maps that may be meant, each with those above it; or null.</param>
    public static TextProblem Unknown(TextEntry entry, string above, IReadOnlyCollection<string> known, IReadOnlyList<string>? elsewhere = null)
    {
        string path = above.Length == 0 ? entry.Key : $"{above}.{entry.Key}";
        string where = above.Length == 0 ? "here" : $"under {above}";
        string allowed = string.Join(", ", known);
        if (UnseenCharacters.IndexIn(entry.Key) is >= 0 and int unseen)
        {
            return new TextProblem(
                $"the key {UnseenCharacters.Spelled(entry.Key)} holds {UnseenCharacters.Spoken(entry.Key[unseen])}",
                entry.Place, path, $"write ordinary spaces before a key and none in it; allowed {where} are {allowed}");
        }

        // A key that is nearly right here is a slip; one that another map has stands in the wrong place.
        string? near = NearestName.Of(entry.Key, known);
        string[] meant = near is null ? [.. elsewhere ?? []] : [near];
        return new TextProblem(
            $"the key {entry.Key} is not known {where}", entry.Place, path,
            meant.Length == 0 ? $"allowed are {allowed}" : $"did you mean {string.Join(" or ", meant)}? Allowed {(near is null ? $"{where} " : "")}are {allowed}");
    }

    /// <summary>Says that a key stands twice in one map.</summary>
    /// <param name="key">The key.</param>
    /// <param name="place">Place where it stands again.</param>
    /// <param name="first">Place where it stands first.</param>
    public static TextProblem Twice(string key, TextPlace place, TextPlace first) =>
        new($"the key {UnseenCharacters.Spelled(key)} stands here twice, first at {first}", place, key, "remove one of them");

    /// <summary>Says that a value is of another kind than its key expects.</summary>
    /// <param name="key">The key with those above it.</param>
    /// <param name="expected">Name of the expected value, with the article: "a text".</param>
    /// <param name="found">The value.</param>
    public static TextProblem OtherKind(string key, string expected, TextNode found) =>
        new($"{key} expects {expected}, found {found.Spoken}", found.Place, key, null);

    /// <summary>Says that a value is of the right kind and not allowed.</summary>
    /// <param name="key">The key with those above it.</param>
    /// <param name="allowed">Words for the allowed values: "a whole number from 1 to 10".</param>
    /// <param name="found">The value.</param>
    public static TextProblem NotAllowed(string key, string allowed, TextNode found) =>
        new($"{key} is {found.Spoken}, allowed is {allowed}", found.Place, key, null);

    /// <summary>Says that a word is none of those that are allowed.</summary>
    /// <param name="key">The key with those above it.</param>
    /// <param name="words">The words.</param>
    /// <param name="found">The word as written.</param>
    public static TextProblem OtherWord(string key, IReadOnlyCollection<string> words, TextScalar found)
    {
        string? near = NearestName.Of(found.Value, words);
        return new TextProblem($"{key} is {found.Spoken}, allowed are {string.Join(", ", words)}", found.Place, key, near is null ? null : $"did you mean {near}?");
    }

    /// <summary>Says that a list holds a value twice.</summary>
    /// <param name="key">The key with those above it.</param>
    /// <param name="value">The value.</param>
    /// <param name="place">Place where it stands again.</param>
    public static TextProblem Repeated(string key, string value, TextPlace place) =>
        new($"{key} holds {value} twice", place, key, "remove one of them");
}
