using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Confusions;
using PiCIE.Segmentation.Weights;

namespace PiCIE.Stages.Evaluate;

/// <summary>The class × cluster matrix of each photograph of a split, and their sum: every figure can be computed again from it.</summary>
internal sealed class PhotographMatrices
{
    private readonly SplitPacks _packs;
    private readonly int[] _classOfRaw;
    private readonly ushort[] _raw;
    private readonly int[] _classes;
    private readonly long[] _counts;

    /// <summary>Prepares the counts.</summary>
    public PhotographMatrices(ClassTable classes, int clusters, SplitPacks packs)
    {
        _packs = packs;
        _classOfRaw = [.. Enumerable.Range(0, ushort.MaxValue + 1).Select(classes.ClassOf)];
        (_raw, _classes) = (new ushort[packs.Side * packs.Side], new int[packs.Side * packs.Side]);
        Sum = new ConfusionMatrix(classes.Count, clusters);
        _counts = new long[(long)packs.Count * classes.Count * clusters];
    }

    /// <summary>The matrix over all photographs counted so far.</summary>
    public ConfusionMatrix Sum { get; }

    /// <summary>Counts one photograph.</summary>
    /// <param name="index">Its number in the pack.</param>
    /// <param name="clusters">Its pixels' clusters.</param>
    public void Add(int index, ReadOnlySpan<int> clusters)
    {
        _packs.Labels!.ReadLabels(index, _raw);
        for (int pixel = 0; pixel < _raw.Length; pixel++)
        {
            // Unknown ids were refused when the pack was made; here only "ignored" is below zero.
            _classes[pixel] = Math.Max(_classOfRaw[_raw[pixel]], ClassTable.Ignored);
        }

        ConfusionMatrix one = new(Sum.Classes, Sum.Clusters);
        one.Add(_classes, clusters);
        Sum.Merge(one);
        Span<long> row = _counts.AsSpan(index * Sum.Classes * Sum.Clusters);
        for (int entry = 0; entry < Sum.Classes * Sum.Clusters; entry++)
        {
            row[entry] = one[entry / Sum.Clusters, entry % Sum.Clusters];
        }
    }

    /// <summary>All of it as a file: <c>matrix</c> int64 [photographs, classes, clusters].</summary>
    public NamedTensors ToTensors()
    {
        NamedTensors tensors = new();
        tensors.Add("matrix", HostTensor.Of(_counts, _packs.Count, Sum.Classes, Sum.Clusters));
        return tensors;
    }
}
