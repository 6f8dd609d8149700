using System.IO.Compression;
using PiCIE.Evaluation.Classes;
using PiCIE.Segmentation.Images;

namespace PiCIE.Stages.Evaluate;

/// <summary>
/// Draws pictures that people look at: photograph, labels and prediction side by side with a legend, in one zip of JPEG files a split. No
/// figure depends on them.
/// </summary>
/// <param name="packs">Photographs and labels of the split.</param>
/// <param name="classes">The class table, or null without labels.</param>
/// <param name="classOfCluster">Class of each cluster, −1 for none; null without labels.</param>
internal sealed class OverlayPictures(SplitPacks packs, ClassTable? classes, IReadOnlyList<int>? classOfCluster)
{
    /// <summary>Smallest side of a panel; smaller photographs are enlarged a whole number of times.</summary>
    private const int SmallestSide = 320;

    private const int Quality = 90;
    private const double Opacity = 0.6;

    private readonly int _scale = (SmallestSide + packs.Side - 1) / packs.Side;

    /// <summary>Writes a picture of each of the first photographs.</summary>
    /// <param name="path">The zip.</param>
    /// <param name="clusters">Clusters of the pixels of photograph 0, 1, ….</param>
    public void Write(string path, IReadOnlyList<int[]> clusters)
    {
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        for (int index = 0; index < clusters.Count; index++)
        {
            using Stream entry = StillZip.Create(zip, $"{packs.Photographs.Name(index)}.jpg").Open();
            entry.Write(JpegFile.Encode(Draw(index, clusters[index]), Quality));
        }
    }

    private RgbImage Draw(int index, int[] clusters)
    {
        int side = packs.Side * _scale;
        RgbImage photograph = PillowResize.Bilinear(new RgbImage(packs.Side, packs.Side, packs.Photographs.Record(index).ToArray()), side, side);
        int[] predicted = classOfCluster is null ? clusters : [.. clusters.Select(cluster => classOfCluster[cluster] < 0 ? classes!.Count : classOfCluster[cluster])];
        int[]? labelled = classes is null ? null : Labels(index, classes);
        int[] shown = [.. predicted.Concat(labelled ?? []).Where(id => id >= 0).Distinct().Order()];
        IReadOnlyList<ClassColour> colours = [.. Enumerable.Range(0, shown.Length == 0 ? 0 : shown[^1] + 1).Select(ColourOf)];
        List<(string, RgbImage)> panels = [("photograph", photograph)];
        if (labelled is not null)
        {
            panels.Add(("labels", ColourOverlay.Draw(photograph, Enlarged(labelled), colours, Opacity)));
        }

        panels.Add(("prediction", ColourOverlay.Draw(photograph, Enlarged(predicted), colours, Opacity)));
        return ComparisonSheet.Draw(panels, [.. shown.Select(id => (NameOf(id), colours[id]))]);
    }

    private ClassColour ColourOf(int id) => classes is null ? ClassPalette.Of(id)
        : id == classes.Count ? ClusterColours.NoClass
        : ClassPalette.Of(classes.Classes[id]);

    private string NameOf(int id) => classes is null ? $"cluster {id}" : id == classes.Count ? "no class" : classes.Classes[id].Name;

    private int[] Labels(int index, ClassTable table)
    {
        ushort[] raw = new ushort[packs.Side * packs.Side];
        packs.Labels!.ReadLabels(index, raw);
        return [.. raw.Select(id => table.ClassOf(id))];
    }

    private int[] Enlarged(int[] ids)
    {
        int side = packs.Side * _scale;
        int[] large = new int[side * side];
        for (int pixel = 0; pixel < large.Length; pixel++)
        {
            large[pixel] = ids[(pixel / side / _scale * packs.Side) + (pixel % side / _scale)];
        }

        return large;
    }
}
