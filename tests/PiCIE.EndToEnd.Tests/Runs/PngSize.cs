using System.Buffers.Binary;

namespace PiCIE.EndToEnd.Tests.Runs;

/// <summary>Width and height in the head of a PNG file.</summary>
internal static class PngSize
{
    private const int HeadLength = 24;

    public static (int Width, int Height) Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Read(file);
    }

    public static (int Width, int Height) Read(Stream content)
    {
        byte[] head = new byte[HeadLength];
        content.ReadExactly(head);
        return Read(head);
    }

    public static (int Width, int Height) Read(ReadOnlySpan<byte> png)
    {
        png[..8].SequenceEqual<byte>([137, 80, 78, 71, 13, 10, 26, 10]).ShouldBeTrue("no PNG");
        return (BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..]));
    }
}
