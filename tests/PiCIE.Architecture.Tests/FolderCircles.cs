namespace PiCIE.Architecture.Tests;

/// <summary>Finds the circles among arrows between folders.</summary>
internal static class FolderCircles
{
    /// <summary>Returns the shortest circle of each folder that stands in one, without repeats, as a sentence that names the types that make it.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<FolderArrow> arrows)
    {
        ILookup<string, FolderArrow> from = arrows.DistinctBy(arrow => (arrow.From, arrow.To)).ToLookup(arrow => arrow.From);
        return [.. from.Select(folder => folder.Key)
            .Select(folder => Shortest(folder, from))
            .Where(circle => circle.Count > 0)
            .DistinctBy(circle => string.Join(' ', circle.Select(arrow => arrow.From).Order(StringComparer.Ordinal)))
            .Select(FromItsFirstFolder)
            .Select(circle => string.Join(", ", circle))
            .Order(StringComparer.Ordinal)];
    }

    // The same circle reads the same from whichever folder it was found.
    private static IEnumerable<FolderArrow> FromItsFirstFolder(List<FolderArrow> circle)
    {
        int first = circle.Index().MinBy(one => one.Item.From, StringComparer.Ordinal).Index;
        return circle.Skip(first).Concat(circle.Take(first));
    }

    // Breadth first, so that the first way back is a shortest one.
    private static List<FolderArrow> Shortest(string start, ILookup<string, FolderArrow> from)
    {
        Dictionary<string, FolderArrow> cameBy = [];
        Queue<string> next = new([start]);
        while (next.TryDequeue(out string? folder))
        {
            foreach (FolderArrow arrow in from[folder].Where(arrow => cameBy.TryAdd(arrow.To, arrow)))
            {
                if (arrow.To == start)
                {
                    return WayBack(start, cameBy);
                }

                next.Enqueue(arrow.To);
            }
        }

        return [];
    }

    private static List<FolderArrow> WayBack(string start, Dictionary<string, FolderArrow> cameBy)
    {
        List<FolderArrow> way = [cameBy[start]];
        while (way[0].From != start)
        {
            way.Insert(0, cameBy[way[0].From]);
        }

        return way;
    }
}
