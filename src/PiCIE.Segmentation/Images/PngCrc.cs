namespace PiCIE.Segmentation.Images;

/// <summary>Computes the check sum of PNG chunks (CRC-32 of ISO 3309).</summary>
internal static class PngCrc
{
    private static readonly uint[] Table = MakeTable();

    /// <summary>Returns the check sum of a chunk's type and data.</summary>
    public static uint Of(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data) => ~Update(Update(~0u, type), data);

    private static uint Update(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            crc = Table[(crc ^ value) & 255] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            uint crc = n;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
            }

            table[n] = crc;
        }

        return table;
    }
}
