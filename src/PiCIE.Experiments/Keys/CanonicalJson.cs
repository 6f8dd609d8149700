using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PiCIE.Experiments.Keys;

/// <summary>
/// Writes one text for equal content: names are sorted by code unit, members that are null are left out, there is no white space, and
/// numbers have the shortest digits that read back as the same value.
/// </summary>
public static class CanonicalJson
{
    private const double LargestExactWhole = 9_007_199_254_740_992;

    /// <summary>Returns the canonical text of a value.</summary>
    /// <param name="element">The value.</param>
    public static string Of(JsonElement element)
    {
        StringBuilder text = new();
        Write(element, text);
        return text.ToString();
    }

    private static void Write(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element, text);
                break;
            case JsonValueKind.Array:
                WriteArray(element, text);
                break;
            case JsonValueKind.String:
                WriteText(element.GetString()!, text);
                break;
            case JsonValueKind.Number:
                text.Append(Number(element));
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void WriteObject(JsonElement element, StringBuilder text)
    {
        IEnumerable<JsonProperty> members = element.EnumerateObject()
            .Where(member => member.Value.ValueKind != JsonValueKind.Null)
            .OrderBy(member => member.Name, StringComparer.Ordinal);
        char before = '{';
        foreach (JsonProperty member in members)
        {
            text.Append(before);
            WriteText(member.Name, text);
            text.Append(':');
            Write(member.Value, text);
            before = ',';
        }

        text.Append(before == '{' ? "{}" : "}");
    }

    private static void WriteArray(JsonElement element, StringBuilder text)
    {
        char before = '[';
        foreach (JsonElement item in element.EnumerateArray())
        {
            text.Append(before);
            Write(item, text);
            before = ',';
        }

        text.Append(before == '[' ? "[]" : "]");
    }

    private static void WriteText(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (char letter in value)
        {
            if (letter is '"' or '\\')
            {
                text.Append('\\').Append(letter);
            }
            else if (letter < ' ')
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            }
            else
            {
                text.Append(letter);
            }
        }

        text.Append('"');
    }

    private static string Number(JsonElement element)
    {
        if (element.TryGetInt64(out long whole))
        {
            return whole.ToString(CultureInfo.InvariantCulture);
        }

        double value = element.GetDouble();
        return Math.Abs(value) <= LargestExactWhole && Math.Floor(value) == value
            ? ((long)value).ToString(CultureInfo.InvariantCulture)
            : value.ToString("R", CultureInfo.InvariantCulture);
    }
}
