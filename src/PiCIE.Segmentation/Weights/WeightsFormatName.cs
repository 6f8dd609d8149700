using System.Diagnostics;
using PiCIE.Evaluation.Files;

namespace PiCIE.Segmentation.Weights;

/// <summary>Gives the name that people use for the format of a weights file.</summary>
public static class WeightsFormatName
{
    private const int LongestHead = 512;

    /// <summary>Returns safetensors, pytorch-zip, pytorch-legacy or pytorch-tar; unknown for anything else.</summary>
    /// <param name="path">The file; only its beginning is read.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Of(string path)
    {
        byte[] head = new byte[LongestHead];
        using FileStream file = RegularFile.OpenRead(path);
        int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return WeightsFile.FormatOf(head.AsSpan(0, read)) switch
        {
            WeightsFormat.Safetensors => "safetensors",
            WeightsFormat.Zip => "pytorch-zip",
            WeightsFormat.Legacy => "pytorch-legacy",
            WeightsFormat.Tar => "pytorch-tar",
            WeightsFormat.Unknown => "unknown",
            _ => throw new UnreachableException(),
        };
    }
}
