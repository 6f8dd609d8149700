using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace PiCIE.Storage.Runs;

/// <summary>
/// The place behind the last row of a page. It holds what that row was sorted by, so that the next page begins there also when rows were added, changed or deleted meanwhile.
/// </summary>
/// <param name="Phase">Number of the part of the list.</param>
/// <param name="Values">The values that the row was sorted by; null where it has none.</param>
/// <param name="Id">Id of the row: of a run its <see cref="Guid"/>, of a group its key.</param>
public sealed record ListCursor(int Phase, IReadOnlyList<object?> Values, object Id)
{
    /// <summary>Reads a cursor as <see cref="ToString"/> wrote it.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is no cursor.</exception>
    public static ListCursor Parse(string text)
    {
        try
        {
            string?[] parts = JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(text)) ?? [];
            return parts is [{ } phase, { } id, ..]
                ? new ListCursor(int.Parse(phase, NumberStyles.None, CultureInfo.InvariantCulture), [.. parts[2..].Select(part => part is null ? null : Read(part))], Read(id))
                : throw new FormatException("The cursor is cut off.");
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException or OverflowException)
        {
            throw new FormatException("This is no cursor of a list.", exception);
        }
    }

    /// <summary>Returns the cursor as a text of letters, digits, <c>-</c> and <c>_</c>.</summary>
    public override string ToString() => Base64Url.EncodeToString(
        JsonSerializer.SerializeToUtf8Bytes((string?[])[Phase.ToString(CultureInfo.InvariantCulture), Written(Id), .. Values.Select(value => value is null ? null : Written(value))]));

    private static string Written(object value) => value switch
    {
        Guid id => $"i{id:N}",
        DateTime time => $"t{time.ToUniversalTime():O}",
        double number => string.Create(CultureInfo.InvariantCulture, $"d{number:R}"),
        decimal number => string.Create(CultureInfo.InvariantCulture, $"d{(double)number:R}"),
        long or int or short => string.Create(CultureInfo.InvariantCulture, $"l{value}"),
        string text => $"s{text}",
        _ => throw new ArgumentException($"A list is not sorted by a {value.GetType().Name}.", nameof(value)),
    };

    private static object Read(string part) => (part.Length > 0 ? part[0] : ' ', part.Length > 0 ? part[1..] : "") switch
    {
        ('i', string id) => Guid.ParseExact(id, "N"),
        ('t', string time) => DateTime.ParseExact(time, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        ('d', string number) => double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture),
        ('l', string number) => long.Parse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        ('s', string text) => text,
        _ => throw new FormatException("A value of the cursor is of no kind."),
    };
}
