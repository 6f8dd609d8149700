using PiCIE.Evaluation.Classes;
using PiCIE.Segmentation.Images;

namespace PiCIE.Segmentation.Packs;

/// <summary>Checks that the raw ids of a label image may occur in its task.</summary>
internal static class LabelCheck
{
    /// <summary>Compares every id of a label image with the class table of its task.</summary>
    /// <param name="labels">The label image.</param>
    /// <param name="path">Its path.</param>
    /// <param name="classes">The table; null allows every id.</param>
    /// <exception cref="ImageException">An id does not stand in the table.</exception>
    public static void RequireKnown(LabelImage labels, string path, ClassTable? classes)
    {
        if (classes is null)
        {
            return;
        }

        Dictionary<int, long> counts = new();
        bool[] unknown = [.. Enumerable.Range(0, ushort.MaxValue + 1).Select(id => classes.ClassOf(id) == ClassTable.Unknown)];
        foreach (ushort id in labels.Ids)
        {
            if (unknown[id])
            {
                counts[id] = counts.GetValueOrDefault(id) + 1;
            }
        }

        if (counts.Count > 0)
        {
            KeyValuePair<int, long> worst = counts.MaxBy(pair => (pair.Value, -pair.Key));
            string others = counts.Count == 1 ? "" : $" (and {counts.Count - 1} other values)";
            throw new ImageException(
                $"The label image {path} has the value {worst.Key} in {worst.Value} pixels{others}, which the class table {classes.Name} does not have; correct the file or the table.");
        }
    }
}
