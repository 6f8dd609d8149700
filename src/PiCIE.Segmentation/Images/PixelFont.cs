namespace PiCIE.Segmentation.Images;

/// <summary>
/// Draws capital letters of five by seven points for names in pictures. A font of the machine would be missing on a bare one and differ
/// between two.
/// </summary>
internal static class PixelFont
{
    /// <summary>Points from one letter to the next.</summary>
    public const int Advance = 6;

    /// <summary>Points of a letter's height.</summary>
    public const int Height = 7;

    private const int Columns = 5;
    private const char Unknown = '?';

    /// <summary>Holds each letter with its rows from the top, the leftmost point in the highest of five bits.</summary>
    private const string Letters = """
        A 0E 11 11 1F 11 11 11
        B 1E 11 11 1E 11 11 1E
        C 0E 11 10 10 10 11 0E
        D 1E 11 11 11 11 11 1E
        E 1F 10 10 1E 10 10 1F
        F 1F 10 10 1E 10 10 10
        G 0E 11 10 17 11 11 0F
        H 11 11 11 1F 11 11 11
        I 0E 04 04 04 04 04 0E
        J 07 02 02 02 02 12 0C
        K 11 12 14 18 14 12 11
        L 10 10 10 10 10 10 1F
        M 11 1B 15 15 11 11 11
        N 11 11 19 15 13 11 11
        O 0E 11 11 11 11 11 0E
        P 1E 11 11 1E 10 10 10
        Q 0E 11 11 11 15 12 0D
        R 1E 11 11 1E 14 12 11
        S 0F 10 10 0E 01 01 1E
        T 1F 04 04 04 04 04 04
        U 11 11 11 11 11 11 0E
        V 11 11 11 11 11 0A 04
        W 11 11 11 15 15 1B 11
        X 11 11 0A 04 0A 11 11
        Y 11 11 0A 04 04 04 04
        Z 1F 01 02 04 08 10 1F
        0 0E 11 13 15 19 11 0E
        1 04 0C 04 04 04 04 0E
        2 0E 11 01 02 04 08 1F
        3 1F 02 04 02 01 11 0E
        4 02 06 0A 12 1F 02 02
        5 1F 10 1E 01 01 11 0E
        6 06 08 10 1E 11 11 0E
        7 1F 01 02 04 08 08 08
        8 0E 11 11 0E 11 11 0E
        9 0E 11 11 0F 01 02 0C
        - 00 00 00 1F 00 00 00
        _ 00 00 00 00 00 00 1F
        . 00 00 00 00 00 0C 0C
        , 00 00 00 00 0C 04 08
        : 00 0C 0C 00 0C 0C 00
        / 01 01 02 04 08 10 10
        ( 02 04 08 08 08 04 02
        ) 08 04 02 02 02 04 08
        & 0C 12 14 08 15 12 0D
        + 00 04 04 1F 04 04 00
        ' 0C 04 08 00 00 00 00
        ? 0E 11 01 02 04 00 04
        """;

    private static readonly Dictionary<char, byte[]> Rows = Letters.Split('\n', StringSplitOptions.TrimEntries)
        .ToDictionary(line => line[0], line => line[2..].Split(' ').Select(row => Convert.ToByte(row, 16)).ToArray());

    /// <summary>Returns the points of a text, from its top left; letters without a shape here show a question mark.</summary>
    /// <param name="text">The text, in one line.</param>
    public static IEnumerable<(int X, int Y)> Points(string text) => text.ToUpperInvariant()
        .SelectMany((letter, place) => letter == ' ' ? [] : Letter(letter).Select(point => (point.X + (place * Advance), point.Y)));

    private static IEnumerable<(int X, int Y)> Letter(char letter) =>
        from row in (Rows.GetValueOrDefault(letter) ?? Rows[Unknown]).Select((bits, y) => (Bits: bits, Y: y))
        from x in Enumerable.Range(0, Columns)
        where (row.Bits >> (Columns - 1 - x) & 1) == 1
        select (x, row.Y);
}
