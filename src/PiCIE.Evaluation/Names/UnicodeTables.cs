using System.Globalization;

namespace PiCIE.Evaluation.Names;

/// <summary>Holds the facts of Unicode that composing needs; they are read once, and only when a name is not plain ASCII.</summary>
internal static class UnicodeTables
{
    private static readonly Dictionary<int, int[]> Parts = [];
    private static readonly Dictionary<(int First, int Second), int> Pairs = [];
    private static readonly Dictionary<int, int> Classes = [];

    static UnicodeTables()
    {
        using Stream stream = typeof(UnicodeTables).Assembly.GetManifestResourceStream("names/unicode-forms.txt")!;
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            Read(line.Split(' '));
        }
    }

    /// <summary>Returns the characters that a character decomposes into, or null.</summary>
    /// <param name="code">Its code point.</param>
    public static IReadOnlyList<int>? PartsOf(int code) => Parts.GetValueOrDefault(code);

    /// <summary>Returns the character that two characters compose to, or null.</summary>
    /// <param name="first">Code point of the first.</param>
    /// <param name="second">Code point of the second.</param>
    public static int? PairOf(int first, int second) => Pairs.TryGetValue((first, second), out int one) ? one : null;

    /// <summary>Returns the combining class of a character; 0 for one that is no mark.</summary>
    /// <param name="code">Its code point.</param>
    public static int ClassOf(int code) => Classes.GetValueOrDefault(code);

    private static void Read(string[] words)
    {
        switch (words[0])
        {
            case "C":
                Parts[Code(words[1])] = [.. words[2..].Select(Code)];
                Pairs[(Code(words[2]), Code(words[3]))] = Code(words[1]);
                break;
            case "D":
                Parts[Code(words[1])] = [.. words[2..].Select(Code)];
                break;
            case "M":
                foreach (int code in Enumerable.Range(Code(words[1]), Code(words[2]) - Code(words[1]) + 1))
                {
                    Classes[code] = int.Parse(words[3], CultureInfo.InvariantCulture);
                }

                break;
            default:
                // The head of the file, for its readers.
                break;
        }
    }

    private static int Code(string hexadecimal) => int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
