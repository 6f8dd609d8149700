using System.Globalization;

namespace PiCIE.Experiments.Filters;

/// <summary>A value of a filter as it was written.</summary>
/// <param name="Text">The text, without quotes.</param>
/// <param name="IsQuoted">Whether it stood in quotes, and so is text whatever it looks like.</param>
public sealed record FilterValue(string Text, bool IsQuoted = false)
{
    /// <summary>The number that it is; null where it is none, or stood in quotes.</summary>
    public double? Number =>
        !IsQuoted
        && double.TryParse(Text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number) ? number : null;

    /// <summary>The answer that it is, <c>true</c> or <c>false</c>; null where it is neither.</summary>
    public bool? Answer => bool.TryParse(Text, out bool answer) ? answer : null;
}
