using System.Globalization;
using System.Text.RegularExpressions;

namespace PiCIE.Evaluation.Text;

/// <summary>Reads numbers as texts write them: decimal, with a point; no hexadecimal, infinity, underscore or sexagesimal as YAML once had.</summary>
internal static partial class NumberText
{
    /// <summary>Returns whether a text has the form of a whole number.</summary>
    /// <param name="text">The text.</param>
    public static bool IsWhole(string text) => WholeForm().IsMatch(text);

    /// <summary>Returns the whole number in a text; null where it is none or too large for 64 bits.</summary>
    /// <param name="text">The text.</param>
    public static long? Whole(string text) =>
        IsWhole(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;

    /// <summary>Returns the number in a text; null where it is none or too large.</summary>
    /// <param name="text">The text.</param>
    public static double? Number(string text) =>
        NumberForm().IsMatch(text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && double.IsFinite(value) ? value : null;

    [GeneratedRegex(@"^-?[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeForm();

    [GeneratedRegex(@"^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberForm();
}
