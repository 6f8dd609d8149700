using System.Text;

namespace PiCIE.Evaluation.Text;

/// <summary>
/// Reads the text files that people write: specs, task files, class tables, lists, <c>picie.yaml</c>. It reads UTF-8, with a byte order
/// mark or without, and UTF-16 and UTF-32 with one; bytes that are none of these are refused, never replaced.
/// </summary>
public static class TextFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly (byte[] Mark, Encoding Encoding)[] Marked =
    [
        ([0xEF, 0xBB, 0xBF], Utf8),
        ([0xFF, 0xFE, 0x00, 0x00], new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true)),
        ([0x00, 0x00, 0xFE, 0xFF], new UTF32Encoding(bigEndian: true, byteOrderMark: false, throwOnInvalidCharacters: true)),
        ([0xFF, 0xFE], new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true)),
        ([0xFE, 0xFF], new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true)),
    ];

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">Path of the file; messages name it.</param>
    /// <exception cref="InvalidTextException">A byte of the file belongs to no text.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string Read(string path) => Decode(File.ReadAllBytes(path), path);

    /// <summary>Decodes the bytes of a file.</summary>
    /// <param name="bytes">The bytes, with the byte order mark where there is one.</param>
    /// <param name="source">The file, as people know it.</param>
    /// <exception cref="InvalidTextException">A byte belongs to no text.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string source)
    {
        foreach ((byte[] mark, Encoding encoding) in Marked)
        {
            if (bytes.StartsWith(mark))
            {
                return Decode(bytes[mark.Length..], encoding, source);
            }
        }

        RefuseUnmarked(bytes, source);
        return Decode(bytes, Utf8, source);
    }

    /// <summary>
    /// Every second byte of an unmarked UTF-16 text is zero, which UTF-8 takes for a character. No text that people write holds it, and a
    /// message about a control character leads nobody to the encoding.
    /// </summary>
    private static void RefuseUnmarked(ReadOnlySpan<byte> bytes, string source)
    {
        if (bytes.Length >= 2 && (bytes[0] == 0) != (bytes[1] == 0))
        {
            throw new InvalidTextException(source, [new TextProblem(
                "byte 0x00 stands in every other place, as in UTF-16, and the mark of UTF-16 is missing", new TextPlace(1, bytes[0] == 0 ? 1 : 2), null, "save the file as UTF-8")]);
        }
    }

    private static string Decode(ReadOnlySpan<byte> bytes, Encoding encoding, string source)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException broken)
        {
            // A replacement decodes what stands before, up to the byte that is wrong.
            string before = Encoding.GetEncoding(encoding.CodePage).GetString(bytes[..Math.Clamp(broken.Index, 0, bytes.Length)]);
            int line = before.Count(letter => letter == '\n') + 1;
            TextPlace place = new(line, before.Length - (before.LastIndexOf('\n') + 1) + 1);
            string name = encoding.WebName.ToUpperInvariant();
            string wrong = broken.BytesUnknown is [byte first, ..] ? $"byte 0x{first:X2}" : "what follows";
            throw new InvalidTextException(source, [new TextProblem($"{wrong} is no {name}", place, null, "save the file as UTF-8")]);
        }
    }
}
