using System.Security.Cryptography;
using System.Text;
using PiCIE.Storage.Runs;

namespace PiCIE.Pipeline.Runs;

/// <summary>The place behind the last row of a page as a text that callers give back and do not read. It belongs to one list: that of its filter and its order.</summary>
internal static class ListPlace
{
    private const int MarkLength = 12;

    /// <summary>Writes a place.</summary>
    /// <param name="place">The place; null behind the last row.</param>
    /// <param name="list">What tells the list from every other: its filter and its order.</param>
    public static string? Write(ListCursor? place, string list) => place is null ? null : $"{MarkOf(list)}.{place}";

    /// <summary>Reads a place.</summary>
    /// <param name="text">The text; null stands for the first page.</param>
    /// <param name="list">What tells the list from every other: its filter and its order.</param>
    /// <exception cref="PicieException">It is none of this list.</exception>
    public static ListCursor? Read(string? text, string list)
    {
        try
        {
            return text is null ? null : text.Split('.') is [var mark, var place] && mark == MarkOf(list) ? ListCursor.Parse(place) : throw Wrong(null);
        }
        catch (FormatException exception)
        {
            throw Wrong(exception);
        }
    }

    /// <summary>Says that a text is no place of the list.</summary>
    /// <param name="inner">How that was found out, or null.</param>
    public static PicieException Wrong(Exception? inner) =>
        new("bad-cursor", "cursor is none of this list.", "cursor", "Take next of the page before, with the same filter and sort, or leave it out.", ProblemKind.Input, inner);

    private static string MarkOf(string list) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)))[..MarkLength];
}
