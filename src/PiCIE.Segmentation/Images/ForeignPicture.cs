namespace PiCIE.Segmentation.Images;

/// <summary>Says what a file is that no photograph can be read from, as far as its first bytes show it.</summary>
internal static class ForeignPicture
{
    /// <summary>Bytes that are looked at.</summary>
    public const int HeadBytes = 16;

    private const string Readable = "JPEG, PNG, WebP and BMP are";

    /// <summary>The sentence about a file.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="head">Its first bytes, as many as it has.</param>
    public static string Sentence(string name, ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xD8, ..] => Cut(name, "JPEG"),
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => Cut(name, "PNG"),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => Cut(name, "WebP"),
        [(byte)'I', (byte)'I', (byte)'*', 0, ..] or [(byte)'M', (byte)'M', 0, (byte)'*', ..] => Other(name, "a TIFF file"),
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'a', (byte)'v', (byte)'i', ..] => Other(name, "an AVIF file"),
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'h' or (byte)'m', ..] => Other(name, "a HEIC file"),
        [0xFF, 0x0A, ..] or [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', ..] => Other(name, "a JPEG XL file"),
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => Other(name, "a PDF file"),
        [(byte)'<', ..] => $"{name} is a web page or another text, no photograph; fetch the photograph itself.",
        _ => $"{name} is no photograph that can be read; {Readable}.",
    };

    private static string Cut(string name, string format) => $"{name} is a {format} file that is cut off or damaged before its pixels; fetch it again.";

    private static string Other(string name, string what) => $"{name} is {what}; {Readable} read. Convert it.";
}
