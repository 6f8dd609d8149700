using System.Buffers.Binary;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights;

/// <summary>A weights file of any known format, told apart by its content and not by its name.</summary>
public static class WeightsFile
{
    /// <summary>The largest file that is read, in bytes.</summary>
    internal const long LargestFile = 2_000_000_000;

    private const int TarMagicAt = 257;

    /// <summary>The tensors of a network from a safetensors file or one that PyTorch wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="WeightsException">The file is missing, damaged, of no known format, or not to be trusted.</exception>
    public static NamedTensors Read(string path)
    {
        byte[] file = ReadAllBytes(path);
        return FormatOf(file) switch
        {
            WeightsFormat.Safetensors => SafetensorsFile.Parse(file, path),
            WeightsFormat.Unknown => throw new WeightsException(
                $"{path} is of no known weights format; .safetensors and PyTorch's .pth (zip, legacy, tar) are read."),
            _ => PyTorchFile.Parse(file, path),
        };
    }

    internal static WeightsFormat FormatOf(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("PK\u0003\u0004"u8))
        {
            return WeightsFormat.Zip;
        }
        // The magic number of PyTorch, ten bytes long, as the first pickle.
        if (file.StartsWith((ReadOnlySpan<byte>)[0x80, 0x02, 0x8a, 0x0a]))
        {
            return WeightsFormat.Legacy;
        }
        if (file.Length > TarMagicAt + 5 && file.Slice(TarMagicAt, 5).SequenceEqual("ustar"u8))
        {
            return WeightsFormat.Tar;
        }
        return file.Length > 8 && file[8] == '{' && BinaryPrimitives.ReadUInt64LittleEndian(file) < int.MaxValue
            ? WeightsFormat.Safetensors
            : WeightsFormat.Unknown;
    }

    internal static byte[] ReadAllBytes(string path)
    {
        try
        {
            long length = new FileInfo(path).Length;
            return length <= LargestFile
                ? File.ReadAllBytes(path)
                : throw new WeightsException($"{path} has {length} bytes; weights files of up to {LargestFile} bytes are read.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new WeightsException($"The weights file {path} cannot be read: {refused.Message}", refused);
        }
    }
}
