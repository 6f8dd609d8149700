using System.Runtime.InteropServices;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Confusions;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Stages.Evaluate;

/// <summary>
/// Counts the class × cluster matrix of each photograph of a split, and their sum; every figure can be computed again from them. Each file
/// holds <c>matrix</c> int64 [photographs, classes, clusters] of a block of neighbouring photographs; in all but the largest settings one
/// block is all.
/// </summary>
internal sealed class PhotographMatrices
{
    /// <summary>Number of entries of a block: half a gigabyte, and a file that every reader takes.</summary>
    private const long BlockEntries = 1L << 26;

    private readonly SplitPacks _packs;
    private readonly Action<int, NamedTensors> _write;
    private readonly int[] _classOfRaw;
    private readonly ushort[] _raw;
    private readonly int[] _classes;
    private readonly byte[] _counts;
    private readonly int _blockPhotographs;

    /// <summary>Prepares the counts.</summary>
    /// <param name="classes">The class table.</param>
    /// <param name="clusters">K.</param>
    /// <param name="packs">Photographs and labels of the split.</param>
    /// <param name="write">Receives each full block with the number of its first photograph.</param>
    /// <param name="blockEntries">Number of entries of a block, if other than usual; a block holds one photograph at least.</param>
    public PhotographMatrices(ClassTable classes, int clusters, SplitPacks packs, Action<int, NamedTensors> write, long blockEntries = BlockEntries)
    {
        (_packs, _write) = (packs, write);
        _classOfRaw = [.. Enumerable.Range(0, ushort.MaxValue + 1).Select(classes.ClassOf)];
        (_raw, _classes) = (new ushort[packs.Side * packs.Side], new int[packs.Side * packs.Side]);
        Sum = new ConfusionMatrix(classes.Count, clusters);
        _blockPhotographs = (int)Math.Clamp(blockEntries / Entries, 1, Math.Max(packs.Count, 1));
        _counts = new byte[(long)_blockPhotographs * Entries * sizeof(long)];
    }

    /// <summary>The matrix over all photographs counted so far.</summary>
    public ConfusionMatrix Sum { get; }

    private int Entries => Sum.Classes * Sum.Clusters;

    /// <summary>Counts one photograph; photographs come in their order.</summary>
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
        int place = index % _blockPhotographs;
        Span<long> row = MemoryMarshal.Cast<byte, long>(_counts.AsSpan()).Slice(place * Entries, Entries);
        for (int entry = 0; entry < Entries; entry++)
        {
            row[entry] = one[entry / Sum.Clusters, entry % Sum.Clusters];
        }

        if (place == _blockPhotographs - 1 || index == _packs.Count - 1)
        {
            _write(index - place, Block(place + 1));
        }
    }

    private NamedTensors Block(int photographs)
    {
        NamedTensors tensors = new();
        ReadOnlyMemory<byte> counts = _counts.AsMemory(0, photographs * Entries * sizeof(long));
        tensors.Add("matrix", new HostTensor([photographs, Sum.Classes, Sum.Clusters], HostType.Int64, counts));
        return tensors;
    }
}
