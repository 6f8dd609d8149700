using PiCIE.Evaluation.Classes;
using PiCIE.Segmentation.Images;

namespace PiCIE.Segmentation.Packs;

/// <summary>Checks that the raw ids of a label image may occur in its task.</summary>
internal static class LabelCheck
{
    public static void RequireKnown(LabelImage labels, string path, PackPlan plan)
    {
        Dictionary<int, long> counts = new();
        bool[] unknown = Unknown(plan);
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
            string table = plan.Classes is null ? $"a label pack of {plan.LabelBytes} byte a pixel" : $"the class table {plan.Classes.Name}";
            string others = counts.Count == 1 ? "" : $" (and {counts.Count - 1} other values)";
            throw new ImageException(
                $"The label image {path} has the value {worst.Key} in {worst.Value} pixels{others}, which {table} does not have; correct the file or the table.");
        }
    }

    private static bool[] Unknown(PackPlan plan)
    {
        bool[] unknown = new bool[ushort.MaxValue + 1];
        for (int id = 0; id < unknown.Length; id++)
        {
            unknown[id] = (plan.LabelBytes == 1 && id > byte.MaxValue) || plan.Classes?.ClassOf(id) == ClassTable.Unknown;
        }

        return unknown;
    }
}
