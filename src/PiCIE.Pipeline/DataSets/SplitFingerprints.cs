using PiCIE.Evaluation.Layouts;
using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Keys;
using PiCIE.Experiments.Plans;

namespace PiCIE.Pipeline.DataSets;

/// <summary>Fingerprints of the lists of a data set, photographs and label files apart, so that a corrected label file trains nothing again.</summary>
internal static class SplitFingerprints
{
    /// <summary>What the plan must know of one list.</summary>
    public static async Task<SplitFacts> OfAsync(
        SegmentationTask task, string split, string folder, FileHashes hashes, CancellationToken cancel)
    {
        IReadOnlyList<ListedPhotograph> list = PhotographList.Resolve(task, split, folder);
        string photographs = await OfAsync(list.Select(photograph => photograph.ImagePath), hashes, cancel);
        string[] labels = [.. list.Select(photograph => photograph.LabelPath).OfType<string>()];
        return new SplitFacts(photographs, labels.Length == 0 ? null : await OfAsync(labels, hashes, cancel), list.Count);
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
