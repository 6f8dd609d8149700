using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Networks;

/// <summary>Shows the rows of pixels of a map [N, D, h, w]; those of a channels-last map are its memory itself. The map must outlive them.</summary>
internal sealed unsafe class MapRows : IDisposable
{
    private readonly Tensor _rows;

    /// <summary>Takes the rows out of the graph.</summary>
    public MapRows(Tensor map)
    {
        using Tensor plain = map.detach();
        using Tensor pixels = plain.permute(0, 2, 3, 1);
        _rows = pixels.contiguous();
        Span<float> values = FeatureMaps.Floats(_rows);

        // A tensor's memory is native: it does not move while the tensor lives.
        Start = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(values));
        Length = values.Length;
    }

    /// <summary>First element of the rows [pixels, D] float32.</summary>
    public float* Start { get; }

    /// <summary>Number of numbers in all rows.</summary>
    public int Length { get; }

    /// <summary>All numbers of the map, row after row.</summary>
    public Span<float> Values => new(Start, Length);

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
