using System.Diagnostics;
using PiCIE.Evaluation.Files;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights;

/// <summary>Reads a weights file of any known format; formats are told apart by content and not by name.</summary>
public static class WeightsFile
{
    private const int TarMagicAt = 257;

    private static ReadOnlySpan<byte> LegacyMagic => [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    /// <summary>Reads the tensors of a network from a safetensors file or one that PyTorch wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="WeightsException">The file is missing, damaged, of no known format, or not to be trusted.</exception>
    public static NamedTensors Read(string path)
    {
        byte[] file = ReadAllBytes(path);
        return FormatOf(file) switch
        {
            WeightsFormat.Safetensors => SafetensorsFile.Parse(file, path),
            WeightsFormat.Zip or WeightsFormat.Legacy or WeightsFormat.Tar => PyTorchFile.Parse(file, path),
            WeightsFormat.Unknown => throw new WeightsException(ForeignFile.Describe(file, path)),
            _ => throw new UnreachableException(),
        };
    }

    internal static WeightsFormat FormatOf(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("PK\u0003\u0004"u8))
        {
            return WeightsFormat.Zip;
        }

        if (IsLegacy(file))
        {
            return WeightsFormat.Legacy;
        }
        if (file.Length > TarMagicAt + 5 && file.Slice(TarMagicAt, 5).SequenceEqual("ustar"u8))
        {
            return WeightsFormat.Tar;
        }

        return file.Length > 8 && file[8] == '{' ? WeightsFormat.Safetensors : WeightsFormat.Unknown;
    }

    internal static byte[] ReadAllBytes(string path)
    {
        if (Directory.Exists(path))
        {
            throw new WeightsException($"{path} is a folder, not a weights file; name the file in it.");
        }

        try
        {
            RegularFile.Require(path);
            long length = new FileInfo(path).Length;
            return length <= WeightsLimits.LargestBytes
                ? File.ReadAllBytes(path)
                : throw new WeightsException($"{path} has {length} bytes; weights files of up to {WeightsLimits.LargestBytes} bytes are read.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new WeightsException($"The weights file {path} cannot be read: {refused.Message}", refused);
        }
    }

    /// <summary>
    /// Returns whether the first pickle is PyTorch's magic number, ten bytes long; protocols 4 and 5 put a frame of nine bytes before it.
    /// </summary>
    private static bool IsLegacy(ReadOnlySpan<byte> file)
    {
        if (file is not [0x80, >= 2 and <= 5, ..])
        {
            return false;
        }

        ReadOnlySpan<byte> number = file[2..];
        return (number is [0x95, ..] && number.Length > 9 ? number[9..] : number).StartsWith(LegacyMagic);
    }
}
