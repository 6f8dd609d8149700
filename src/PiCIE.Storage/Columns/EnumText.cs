using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PiCIE.Storage.Columns;

/// <summary>Stores an enumeration as lower-case text, so that a person who reads the table sees the words of the product.</summary>
internal sealed class EnumText<T>() : ValueConverter<T, string>(value => Write(value), text => Read(text))
    where T : struct, Enum
{
    /// <summary>Longest name that a column of this kind holds.</summary>
    public const int Length = 32;

    public static string Write(T value) => value.ToString().ToLowerInvariant();

    /// <summary>A check constraint that admits the names of the enumeration and nothing else.</summary>
    public static string Check(string column) =>
        $"{column} in ({string.Join(", ", Enum.GetValues<T>().Select(value => $"'{Write(value)}'"))})";

    private static T Read(string text) => Enum.Parse<T>(text, ignoreCase: true);
}
