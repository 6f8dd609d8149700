using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using PiCIE.Evaluation.Text;

namespace PiCIE.Storage.Columns;

/// <summary>Stores an enumeration as lower-case text, so that a person who reads the table sees the words of the product.</summary>
internal sealed class EnumText<T>() : ValueConverter<T, string>(value => Write(value), text => Read(text))
    where T : struct, Enum
{
    /// <summary>Longest name that a column of this kind holds.</summary>
    public const int Length = 32;

    public static string Write(T value) => value.Word();

    /// <summary>Returns a check constraint that admits the words of the enumeration and nothing else.</summary>
    public static string Check(string column) =>
        $"{column} in ({string.Join(", ", EnumWords.All<T>().Select(word => $"'{word}'"))})";

    private static T Read(string text) => EnumWords.Parse<T>(text);
}
