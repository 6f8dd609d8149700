namespace PiCIE.Evaluation.Layouts;

/// <summary>Reads one line of a list and finds the stems that it can mean.</summary>
internal static class ListLine
{
    // A name with more words than this is no name.
    private const int MostWords = 32;

    /// <summary>
    /// Returns the stems that a line can mean, most likely first: the shortest beginning with the ending of a photograph, then the whole
    /// line, then ever fewer of its words.
    /// </summary>
    /// <param name="line">The line; it holds more than white space.</param>
    public static IReadOnlyList<string> Stems(string line)
    {
        string text = line.Trim();
        List<string> parts = Parts(text);
        IEnumerable<string> likely = parts.Where(HasEnding).Concat(parts.Where(part => !HasEnding(part)).Reverse());
        return [.. likely.Select(StemOf).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Returns the first word, the first two words and so on, up to the whole text.</summary>
    private static List<string> Parts(string text)
    {
        List<string> parts = [];
        for (int i = 1; i < text.Length && parts.Count < MostWords; i++)
        {
            if (char.IsWhiteSpace(text[i]) && !char.IsWhiteSpace(text[i - 1]))
            {
                parts.Add(text[..i]);
            }
        }

        parts.Add(text);
        return parts;
    }

    private static bool HasEnding(string part) => ImageFolder.PhotographExtensions.Contains(Path.GetExtension(part), StringComparer.OrdinalIgnoreCase);

    private static string StemOf(string part)
    {
        string name = part[(part.LastIndexOfAny(['/', '\\']) + 1)..];
        return EquivalentPath.Normal(HasEnding(name) ? name[..^Path.GetExtension(name).Length] : name);
    }
}
