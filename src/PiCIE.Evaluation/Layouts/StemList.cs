using System.IO.Compression;
using System.Text;

namespace PiCIE.Evaluation.Layouts;

/// <summary>
/// A list with one photograph a line, plain or gzipped. A line may also hold a path, or two (CamVid's original lists: photograph and label
/// on another machine); only the first file name counts, without its ending.
/// </summary>
internal static class StemList
{
    private const string Zipped = ".gz";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Lists of the data sets that are known have at most some hundred thousand short lines.
    private const long LargestBytes = 64L << 20;

    /// <summary>Reads a list, or the same file with <c>.gz</c> behind its name.</summary>
    public static IReadOnlyList<string> Read(string path)
    {
        string file = File.Exists(path) ? path : path + Zipped;
        if (!File.Exists(file))
        {
            throw new TaskInputException(
                $"the list {path} does not exist, nor does it with {Zipped}", "it holds the name of one photograph a line, without folder and ending");
        }

        try
        {
            return Stems(file);
        }
        catch (DecoderFallbackException failure)
        {
            throw new TaskInputException(
                $"the list {file} holds {(failure.BytesUnknown is [byte first, ..] ? $"the byte 0x{first:X2}, which" : "bytes, which")} is no UTF-8", "save the file as UTF-8");
        }
        catch (InvalidDataException failure)
        {
            throw new TaskInputException($"the list {file} is not a whole gzip file: {failure.Message}", "copy it again");
        }
    }

    private static List<string> Stems(string file)
    {
        List<string> stems = [];
        Dictionary<string, int> lineOfStem = new(StringComparer.Ordinal);
        int number = 0;
        foreach (string line in Lines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            string stem = StemOf(line);
            if (stem.Length == 0)
            {
                throw new TaskInputException($"{file}, line {number}: '{line.Trim()}' has no file name", "each line holds the name of one photograph");
            }

            if (!lineOfStem.TryAdd(stem, number))
            {
                throw new TaskInputException($"{file}, line {number}: {stem} is there already in line {lineOfStem[stem]}", "remove one of the lines");
            }

            stems.Add(stem);
        }

        return stems.Count > 0 ? stems : throw new TaskInputException($"the list {file} is empty", "it holds the name of one photograph a line");
    }

    private static IEnumerable<string> Lines(string file)
    {
        using Stream stream = File.OpenRead(file);
        using Stream text = file.EndsWith(Zipped, StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using StreamReader reader = new(text, StrictUtf8);
        long characters = 0;
        while (reader.ReadLine() is { } line)
        {
            characters += line.Length + 1;
            if (characters > LargestBytes)
            {
                throw new TaskInputException($"the list {file} has more than {LargestBytes >> 20} MiB", "this is no list of photographs");
            }

            yield return line;
        }
    }

    private static string StemOf(string line)
    {
        string first = line.Trim().Split([' ', '\t'], 2)[0];
        string name = first[(first.LastIndexOfAny(['/', '\\']) + 1)..];
        string extension = Path.GetExtension(name);
        return ImageFolder.PhotographExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase) ? name[..^extension.Length] : name;
    }
}
