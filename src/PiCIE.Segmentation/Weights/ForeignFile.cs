namespace PiCIE.Segmentation.Weights;

/// <summary>Recognises, by its first bytes, a file that is no weights file, so that a person sees what went wrong.</summary>
internal static class ForeignFile
{
    private const string Known = ".safetensors and PyTorch's .pth (zip, legacy, tar) are read.";

    private static ReadOnlySpan<byte> BlankOrMark => [(byte)' ', (byte)'\t', (byte)'\r', (byte)'\n', 0xef, 0xbb, 0xbf];

    /// <summary>Returns the sentence about a file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="source">Its name.</param>
    public static string Describe(ReadOnlySpan<byte> file, string source) => file switch
    {
        [] => $"{source} is empty; fetch it again.",
        _ when StartsAsPage(file) => $"{source} is a web page, not a weights file; fetch the file itself, not the page that links to it.",
        _ when file.StartsWith("version https://git-lfs"u8) => $"{source} is a pointer of Git LFS, not the file itself; fetch it with git lfs pull.",
        [0x1f, 0x8b, ..] => $"{source} is compressed (gzip); unpack it first.",
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] or [0xfd, (byte)'7', (byte)'z', ..] or [(byte)'7', (byte)'z', 0xbc, ..] =>
            $"{source} is a compressed archive; unpack it first.",
        [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => $"{source} is an HDF5 file, as Keras writes; {Known}",
        [0x80, >= 2 and <= 5, ..] => $"{source} is a pickle that torch.save did not write; {Known}",
        _ => $"{source} is of no known weights format; {Known}",
    };

    private static bool StartsAsPage(ReadOnlySpan<byte> file) => file.TrimStart(BlankOrMark) is [(byte)'<', ..];
}
