namespace PiCIE.Segmentation.Packs;

/// <summary>Describes what all records of a pack have in common.</summary>
/// <param name="Kind">Content of the records.</param>
/// <param name="Packing">Raw bytes or JPEG.</param>
/// <param name="Width">Columns of a record.</param>
/// <param name="Height">Rows of a record.</param>
/// <param name="Channels">3 for photographs, 1 for labels.</param>
/// <param name="SampleBytes">Bytes of one value: 1, or 2 (little-endian) for label ids above 255.</param>
public sealed record PackFormat(PackKind Kind, PackPacking Packing, int Width, int Height, int Channels, int SampleBytes)
{
    /// <summary>Version of the file format that this program writes and reads.</summary>
    public const int Version = 1;

    internal const int HeaderBytes = 64;

    internal static ReadOnlySpan<byte> Magic => "PICIEPAK"u8;

    /// <summary>Bytes of one record once decoded.</summary>
    public int RecordBytes => checked(Width * Height * Channels * SampleBytes);

    /// <summary>Describes records of square photographs.</summary>
    /// <param name="kind">Base or evaluation.</param>
    /// <param name="side">Rows and columns, pixels.</param>
    /// <param name="packing">Raw bytes or JPEG.</param>
    public static PackFormat Photographs(PackKind kind, int side, PackPacking packing = PackPacking.Raw) => new(kind, packing, side, side, 3, 1);

    /// <summary>Describes square label records.</summary>
    /// <param name="side">Rows and columns, pixels.</param>
    /// <param name="sampleBytes">Bytes of one id: 1 or 2.</param>
    public static PackFormat Labels(int side, int sampleBytes) => new(PackKind.Labels, PackPacking.Raw, side, side, 1, sampleBytes);
}
