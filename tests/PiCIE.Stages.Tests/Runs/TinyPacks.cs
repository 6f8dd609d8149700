using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Tasks;
using PiCIE.Segmentation.Packs;
using PiCIE.Segmentation.Randomness;

namespace PiCIE.Stages.Tests.Runs;

/// <summary>A few small photographs with labels as the preprocess stage would have packed them.</summary>
internal static class TinyPacks
{
    public const int Photographs = 6;
    public const int BaseSide = 40;
    public const int Side = 32;

    /// <summary>The raw label that the class table ignores.</summary>
    public const int Void = 11;

    public static SegmentationTask Task { get; } = new()
    {
        Name = "tiny",
        Classes = ClassTable.BuiltIn("camvid-11"),
        Layout = TaskLayout.Folders,
        Splits = new Dictionary<string, TaskSplit> { ["train"] = new("train"), ["val"] = new("val", "valannot") },
    };

    /// <summary>Raw label of a pixel: areas of classes, some of them void.</summary>
    public static byte RawLabel(int photograph, int pixel) => (byte)((((pixel / 100) + photograph) % 5) switch { 0 => 0, 1 => 3, 2 => Void, 3 => 10, _ => 5 });

    /// <summary>Pixels with a class, over all photographs.</summary>
    public static long LabelledPixels { get; } =
        Enumerable.Range(0, Photographs).Sum(n => Enumerable.Range(0, Side * Side).LongCount(pixel => RawLabel(n, pixel) != Void));

    public static void Write(string folder)
    {
        Photos(Path.Combine(folder, "base.pack"), PackKind.Base, BaseSide);
        Photos(Path.Combine(folder, "evaluation.pack"), PackKind.Evaluation, Side);
        using PackWriter labels = new(Path.Combine(folder, "labels.pack"), PackFormat.Labels(Side, 1));
        for (int n = 0; n < Photographs; n++)
        {
            labels.Add($"photograph-{n}", [.. Enumerable.Range(0, Side * Side).Select(pixel => RawLabel(n, pixel))]);
        }

        labels.Complete();
    }

    private static void Photos(string path, PackKind kind, int side)
    {
        using PackWriter writer = new(path, PackFormat.Photographs(kind, side));
        for (int n = 0; n < Photographs; n++)
        {
            CounterRandom random = new(7, 0, n, 0, RandomPurpose.Photometric);
            writer.Add($"photograph-{n}", [.. Enumerable.Range(0, side * side * 3).Select(i => (byte)((((i / 3 / side * 3 / side) + (i / 3 % side * 2 / side) + n) % 4 * 50) + random.Below(i, 40)))]);
        }

        writer.Complete();
    }
}
