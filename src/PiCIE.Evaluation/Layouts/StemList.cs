using System.IO.Compression;
using PiCIE.Evaluation.Files;
using PiCIE.Evaluation.Text;

namespace PiCIE.Evaluation.Layouts;

/// <summary>
/// Reads a list with one photograph a line, plain or gzipped. A line is a name or a path, with or without its ending, and may go on with
/// further columns: a path of the label image (CamVid), a flag (Pascal VOC). Names may hold spaces.
/// </summary>
internal static class StemList
{
    private const string Zipped = ".gz";

    // Lists of the data sets that are known have at most some hundred thousand short lines.
    private const long LargestBytes = 64L << 20;

    private const int PartBytes = 1 << 16;

    /// <summary>Reads a list, or the same file with <c>.gz</c> behind its name.</summary>
    /// <param name="path">The list.</param>
    /// <param name="images">The photographs: they tell a name with spaces from a name with further columns.</param>
    /// <returns>The stem that each line means, in order; one that is no photograph is there too, as the line says it.</returns>
    /// <exception cref="TaskInputException">The list is missing, empty or broken, or names a photograph twice.</exception>
    public static IReadOnlyList<string> Read(string path, ImageFolder images)
    {
        string file = File.Exists(path) ? path : path + Zipped;
        if (!File.Exists(file))
        {
            throw new TaskInputException(
                Directory.Exists(path) ? $"the list {path} is a folder" : $"the list {path} does not exist, nor does it with {Zipped}",
                "it holds the name of one photograph a line, without folder and ending");
        }

        if (RegularFile.OtherKind(file) is { } kind)
        {
            throw new TaskInputException($"the list {path} is {kind}, not a file", "it holds the name of one photograph a line");
        }

        try
        {
            return Stems(file, images);
        }
        catch (InvalidDataException failure)
        {
            throw new TaskInputException($"the list {file} is not a whole gzip file: {failure.Message}", "copy it again");
        }
        catch (InvalidTextException failure)
        {
            TextProblem problem = failure.Problems[0];
            throw new TaskInputException($"the list {file}, {problem.Place}: {problem.Message}", problem.Hint);
        }
    }

    private static List<string> Stems(string file, ImageFolder images)
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

            string stem = StemOf(line, images);
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

    private static string StemOf(string line, ImageFolder images)
    {
        IReadOnlyList<string> stems = ListLine.Stems(line);
        return stems.FirstOrDefault(stem => images.Find(stem) is not null) ?? stems[0];
    }

    private static IEnumerable<string> Lines(string file)
    {
        StringReader reader = new(TextFile.Decode(Bytes(file), file));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static ReadOnlySpan<byte> Bytes(string file)
    {
        using Stream stream = File.OpenRead(file);
        using Stream content = file.EndsWith(Zipped, StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using MemoryStream read = new();
        byte[] part = new byte[PartBytes];
        while (content.Read(part) is > 0 and int count)
        {
            read.Write(part, 0, count);
            if (read.Length > LargestBytes)
            {
                throw new TaskInputException($"the list {file} has more than {LargestBytes >> 20} MiB", "this is no list of photographs");
            }
        }

        return read.GetBuffer().AsSpan(0, (int)read.Length);
    }
}
