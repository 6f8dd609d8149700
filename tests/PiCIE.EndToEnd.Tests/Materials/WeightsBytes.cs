using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace PiCIE.EndToEnd.Tests.Materials;

/// <summary>Weights files made byte by byte.</summary>
internal static class WeightsBytes
{
    /// <summary>A safetensors file of zeros.</summary>
    public static byte[] Safetensors(params (string Name, long[] Shape)[] tensors)
    {
        Dictionary<string, object> head = [];
        long offset = 0;
        foreach ((string name, long[] shape) in tensors)
        {
            long bytes = 4 * shape.Aggregate(1L, (product, size) => product * size);
            head[name] = new { dtype = "F32", shape, data_offsets = new[] { offset, offset + bytes } };
            offset += bytes;
        }

        byte[] json = JsonSerializer.SerializeToUtf8Bytes(head);
        return [.. BitConverter.GetBytes((long)json.Length), .. json, .. new byte[offset]];
    }

    /// <summary>A PyTorch archive whose pickle would run a shell command in a reader that trusts it.</summary>
    public static byte[] ExecutingArchive(string command)
    {
        byte[] argument = Encoding.UTF8.GetBytes(command);
        byte[] pickle =
        [
            0x80, 2, .. Encoding.ASCII.GetBytes("cposix\nsystem\n"), (byte)'X', .. BitConverter.GetBytes(argument.Length), .. argument, 0x85, (byte)'R', (byte)'.',
        ];
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create))
        {
            Add(archive, "archive/data.pkl", pickle);
            Add(archive, "archive/version", "3\n"u8.ToArray());
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using Stream entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        entry.Write(content);
    }
}
