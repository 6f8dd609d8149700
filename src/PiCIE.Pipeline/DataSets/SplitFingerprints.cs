using PiCIE.Evaluation.Layouts;
using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Keys;

namespace PiCIE.Pipeline.DataSets;

/// <summary>Fingerprints the splits of a data set, photographs and label files apart, so that a corrected label file trains nothing again.</summary>
internal static class SplitFingerprints
{
    /// <summary>Reads the facts of one split that a plan depends on.</summary>
    /// <param name="task">The task.</param>
    /// <param name="split">Name of the split.</param>
    /// <param name="labels">Whether its label images are needed: a split that is only trained on or clustered needs none.</param>
    /// <param name="folder">The data folder.</param>
    /// <param name="hashes">Hashes of the files that are known.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <exception cref="PiCIE.Evaluation.TaskInputException">The folder does not look as the task says.</exception>
    public static async Task<SplitFacts> OfAsync(
        SegmentationTask task, string split, LabelDemand labels, string folder, FileHashes hashes, CancellationToken cancel)
    {
        IReadOnlyList<ListedPhotograph> listed = PhotographList.Resolve(task, split, folder, labels);
        string photographs = await OfAsync(listed.Select(photograph => photograph.ImagePath), hashes, cancel);
        string[] labelFiles = [.. listed.Select(photograph => photograph.LabelPath).OfType<string>()];
        return new SplitFacts(photographs, labelFiles.Length == 0 ? null : await OfAsync(labelFiles, hashes, cancel), listed.Count);
    }

    private static async Task<string> OfAsync(IEnumerable<string> paths, FileHashes hashes, CancellationToken cancel)
    {
        using ListFingerprint all = new();
        foreach (string path in paths)
        {
            (string name, long bytes, string sha256) = await hashes.OfAsync(path, cancel);
            all.Add(name, bytes, sha256);
        }

        return all.Value();
    }
}
