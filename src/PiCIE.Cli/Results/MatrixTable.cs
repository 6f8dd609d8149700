using System.Globalization;
using PiCIE.Cli.Terminals;
using PiCIE.Pipeline.Documents;
using Spectre.Console;

namespace PiCIE.Cli.Results;

/// <summary>Writes the class × cluster matrix of a repeat for people: which cluster stands for which class, and what each class was taken for.</summary>
internal static class MatrixTable
{
    private const int ColumnWidth = 7;
    private const int LeastClusters = 6;
    private const double Percent = 100;

    /// <summary>Writes the matrix; the clusters stand in the order of their classes, in several tables where one is too wide.</summary>
    /// <param name="terminal">Terminal that takes it.</param>
    /// <param name="classes">One name a class.</param>
    /// <param name="repeat">The repeat, with its matrix.</param>
    public static void Write(Terminal terminal, IReadOnlyList<string> classes, RepeatMetrics repeat)
    {
        if (repeat is not { Matrix: { } matrix, ClassOfCluster: { } matching })
        {
            return;
        }

        int[] clusters = [.. Enumerable.Range(0, matching.Count).OrderBy(cluster => matching[cluster] < 0).ThenBy(cluster => matching[cluster])];
        int width = Math.Max(LeastClusters, (terminal.Width - classes.Max(name => name.Length) - 5) / ColumnWidth);
        foreach (int[] block in clusters.Chunk(width))
        {
            Table table = Tables.Of(["~class", .. block.Select(cluster => $">{cluster}")]);
            table.Row(["stands for", .. block.Select(cluster => matching[cluster] < 0 ? "none" : $"{matching[cluster]}")]);
            for (int id = 0; id < matrix.Count; id++)
            {
                double pixels = matrix[id].Sum();
                table.Row([$"{id} {classes[id]}", .. block.Select(cluster => Share(matrix[id][cluster], pixels))]);
            }

            terminal.Draw(table);
        }
    }

    /// <summary>Says in one line which class each cluster stands for.</summary>
    /// <param name="classes">One name a class.</param>
    /// <param name="repeat">The repeat.</param>
    public static string Assignment(IReadOnlyList<string> classes, RepeatMetrics repeat) => string.Join(", ", (repeat.ClassOfCluster ?? [])
        .Select((id, cluster) => $"{cluster} {(id < 0 ? "no class" : classes[id])}"));

    private static string Share(long count, double pixels) =>
        pixels > 0 ? (Percent * count / pixels).ToString("0.0", CultureInfo.InvariantCulture) : "";
}
