using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PiCIE.Storage.Columns;

/// <summary>Stores a time as ISO 8601 text in UTC with a fixed number of digits: SQLite sorts it, and a person can read it.</summary>
internal sealed class UtcText() : ValueConverter<DateTimeOffset, string>(time => Write(time), text => Read(text))
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) => DateTimeOffset.ParseExact(
        text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
