using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights.Pickles;

/// <summary>A row of numbers in a PyTorch file; tensors are views of it. In some formats the bytes come after everything else.</summary>
/// <param name="type">The kind of number.</param>
/// <param name="count">Number of values.</param>
/// <param name="load">Reads the bytes when a tensor first needs them; null where <see cref="Bytes"/> is set instead.</param>
internal sealed class TorchStorage(HostType type, long count, Func<ReadOnlyMemory<byte>>? load = null)
{
    private ReadOnlyMemory<byte>? _bytes;

    /// <summary>The kind of number.</summary>
    public HostType Type { get; } = type;

    /// <summary>Number of values.</summary>
    public long Count { get; } = count;

    /// <summary>The numbers; null until they have been read.</summary>
    public ReadOnlyMemory<byte>? Bytes
    {
        get => _bytes ??= load?.Invoke();
        set => _bytes = value;
    }
}
