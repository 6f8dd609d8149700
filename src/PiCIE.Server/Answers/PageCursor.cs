using System.Buffers.Text;
using System.Globalization;
using System.Text;
using PiCIE.Pipeline;

namespace PiCIE.Server.Answers;

/// <summary>The place of a page in a list, as a text that callers give back and do not read.</summary>
internal static class PageCursor
{
    /// <summary>Runs or experiments of a page where nobody says how many.</summary>
    public const int UsualLimit = 100;

    /// <summary>Most of a page.</summary>
    public const int MostLimit = 1000;

    private const string Mark = "o";

    /// <summary>Returns the cursor of the page behind this one; null where there is none.</summary>
    /// <param name="offset">Number of rows before this page.</param>
    /// <param name="count">Number of rows of this page.</param>
    /// <param name="total">Number of all rows.</param>
    public static string? Next(int offset, int count, int total) => count > 0 && offset + count < total
        ? Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Mark}{offset + count}")))
        : null;

    /// <summary>Reads a cursor.</summary>
    /// <param name="cursor">The cursor; null stands for the first page.</param>
    /// <returns>Number of rows before the page.</returns>
    /// <exception cref="PicieException">It is none.</exception>
    public static int Read(string? cursor)
    {
        if (cursor is null)
        {
            return 0;
        }

        Span<byte> bytes = stackalloc byte[32];
        return cursor.Length <= 40 && Base64Url.IsValid(cursor) && Base64Url.TryDecodeFromChars(cursor, bytes, out int length)
            && Encoding.ASCII.GetString(bytes[..length]) is ['o', .. { } digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int offset)
            ? offset
            : throw new PicieException("bad-cursor", "cursor is none that this server gave.", "cursor", "Take next of the page before, or leave it out.", ProblemKind.Input);
    }

    /// <summary>Reads the length of a page.</summary>
    /// <param name="limit">The length; null for the usual one.</param>
    /// <exception cref="PicieException">It is out of range.</exception>
    public static int Limit(int? limit) => limit switch
    {
        null => UsualLimit,
        >= 1 and <= MostLimit => limit.Value,
        _ => throw new PicieException("bad-limit", $"limit is {limit}; it is a whole number from 1 to {MostLimit}.", "limit", null, ProblemKind.Input),
    };
}
