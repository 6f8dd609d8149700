using System.Globalization;
using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Sweeps;

/// <summary>Writes one text for values that are written differently and mean the same: <c>1e-4</c> and <c>0.0001</c>.</summary>
internal static class CanonicalText
{
    /// <summary>Returns the text of a value.</summary>
    /// <param name="value">The value.</param>
    public static string Of(TextNode value) => value switch
    {
        TextScalar scalar => Of(scalar),
        TextList list => $"[{string.Join(", ", list.Items.Select(Of))}]",
        TextMap map => $"{{{string.Join(", ", map.Entries.Select(entry => $"{entry.Key}: {Of(entry.Value)}").Order(StringComparer.Ordinal))}}}",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "unknown kind of value"),
    };

    /// <summary>
    /// Returns a number in its shortest form, and a word without its quotation marks; a number in quotation marks is a text. Whole numbers
    /// are read as such first: a seed may have more digits than a double holds.
    /// </summary>
    private static string Of(TextScalar scalar) => scalar switch
    {
        { Plain: false } => scalar.Value.Length > 0 && char.IsLetter(scalar.Value[0]) && scalar.Value is not ("true" or "false") ? scalar.Value : $"\"{scalar.Value}\"",
        _ when long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => whole.ToString(CultureInfo.InvariantCulture),
        _ when double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number.ToString("R", CultureInfo.InvariantCulture),
        _ => scalar.Value,
    };
}
