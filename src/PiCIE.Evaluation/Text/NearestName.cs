namespace PiCIE.Evaluation.Text;

/// <summary>Finds the known name that somebody who wrote an unknown one most likely meant.</summary>
public static class NearestName
{
    /// <summary>Longer texts are no names; comparing their beginnings keeps the work small whatever a file holds.</summary>
    private const int LongestName = 100;

    /// <summary>Returns the nearest candidate by edit distance; null if none is near enough to be meant.</summary>
    /// <param name="written">The unknown name; case, hyphens and underscores do not count.</param>
    /// <param name="candidates">The known names; of equally near ones the first is taken.</param>
    public static string? Of(string written, IEnumerable<string> candidates)
    {
        int limit = Math.Max(1, (written.Length + 1) / 3);
        string plain = Plain(written);
        string? nearest = null;
        foreach (string candidate in candidates)
        {
            int distance = EditDistance(plain, Plain(candidate));
            if (distance <= limit)
            {
                nearest = candidate;
                limit = distance - 1;
            }
        }

        return nearest;
    }

    private static string Plain(string name) =>
        (name.Length > LongestName ? name[..LongestName] : name)
            .Replace("_", string.Empty, StringComparison.Ordinal)
            .Replace("-", string.Empty, StringComparison.Ordinal)
            .ToLowerInvariant();

    /// <summary>Returns the least number of insertions, deletions, replacements and swaps of neighbours that turn one text into the other.</summary>
    internal static int EditDistance(string from, string to)
    {
        int[] beforePrevious = new int[to.Length + 1];
        int[] previous = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int[] current = new int[to.Length + 1];
            current[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replace = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
                }
            }

            (beforePrevious, previous) = (previous, current);
        }

        return previous[to.Length];
    }
}
