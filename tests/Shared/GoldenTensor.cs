namespace PiCIE.Tests.Golden;

/// <summary>One tensor of a golden file: element type as written there (F32, F64, I64, U8), shape, and its little-endian row-major bytes.</summary>
internal sealed record GoldenTensor(string Name, string Dtype, long[] Shape, ReadOnlyMemory<byte> Data)
{
    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, side) => product * side);
}
