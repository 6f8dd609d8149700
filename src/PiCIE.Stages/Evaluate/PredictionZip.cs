using System.IO.Compression;

namespace PiCIE.Stages.Evaluate;

/// <summary>Writes the predictions of a split as one zip of PNG files with cluster ids, so that a data set of thousands stays one file.</summary>
internal static class PredictionZip
{
    /// <summary>Adds the clusters of a photograph as 8-bit ids, or 16-bit ids where K needs them.</summary>
    public static void Add(ZipArchive zip, string name, int side, ReadOnlySpan<int> clusters, int count)
    {
        using Stream entry = StillZip.Create(zip, $"{name}.png").Open();
        IdMask.Write(entry, side, side, clusters, count - 1);
    }
}
