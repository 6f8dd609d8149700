namespace PiCIE.Experiments.Text;

/// <summary>Finds the word that somebody probably meant.</summary>
internal static class NearestWord
{
    /// <summary>The known word nearest to what was written; null when none is near.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="known">The known words.</param>
    public static string? Of(string written, IEnumerable<string> known)
    {
        int furthest = Math.Max(1, (written.Length + 1) / 3);
        return known
            .Select(word => (Word: word, Distance: Distance(Plain(written), Plain(word))))
            .Where(pair => pair.Distance <= furthest)
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Word, StringComparer.Ordinal)
            .Select(pair => pair.Word)
            .FirstOrDefault();
    }

    private static string Plain(string word) =>
        word.Length > 100
            ? word[..100]
            : word.Replace("_", string.Empty, StringComparison.Ordinal).Replace("-", string.Empty, StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Edits (insert, delete, replace, swap of neighbours) from one word to the other.</summary>
    private static int Distance(string from, string to)
    {
        int[,] edits = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            edits[i, 0] = i;
        }

        for (int j = 0; j <= to.Length; j++)
        {
            edits[0, j] = j;
        }

        for (int i = 1; i <= from.Length; i++)
        {
            for (int j = 1; j <= to.Length; j++)
            {
                int replace = edits[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                edits[i, j] = Math.Min(replace, Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[from.Length, to.Length];
    }
}
