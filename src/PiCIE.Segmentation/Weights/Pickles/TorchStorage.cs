using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights.Pickles;

/// <summary>A row of numbers in a PyTorch file; tensors are views of it. In some formats the bytes come after everything else.</summary>
/// <param name="type">The kind of number.</param>
/// <param name="count">How many numbers.</param>
internal sealed class TorchStorage(HostType type, long count)
{
    /// <summary>The kind of number.</summary>
    public HostType Type { get; } = type;

    /// <summary>How many numbers.</summary>
    public long Count { get; } = count;

    /// <summary>The numbers, once they were read.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; set; }
}
