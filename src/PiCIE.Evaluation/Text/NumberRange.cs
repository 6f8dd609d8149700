using System.Globalization;

namespace PiCIE.Evaluation.Text;

/// <summary>Says which numbers a key allows.</summary>
/// <param name="Least">Lower end.</param>
/// <param name="Most">Upper end; infinity for none.</param>
/// <param name="AboveLeast">Whether the lower end itself is refused.</param>
/// <param name="BelowMost">Whether the upper end itself is refused.</param>
public readonly record struct NumberRange(double Least, double Most, bool AboveLeast = false, bool BelowMost = false)
{
    /// <summary>Numbers from 0 to 1.</summary>
    public static NumberRange Share { get; } = new(0, 1);

    /// <summary>Numbers of at least 0.</summary>
    public static NumberRange NotNegative { get; } = new(0, double.PositiveInfinity);

    /// <summary>Numbers above 0.</summary>
    public static NumberRange Positive { get; } = new(0, double.PositiveInfinity, AboveLeast: true);

    /// <summary>All finite numbers.</summary>
    public static NumberRange Any { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Returns whether a number is allowed.</summary>
    /// <param name="value">The number.</param>
    public bool Holds(double value) =>
        (AboveLeast ? value > Least : value >= Least) && (BelowMost ? value < Most : value <= Most);

    /// <summary>Returns the range in words: "from 0 to 1", "above 0", "of at least 0 and below 1", "of any size".</summary>
    public override string ToString()
    {
        string least = Least.ToString(CultureInfo.InvariantCulture);
        string most = Most.ToString(CultureInfo.InvariantCulture);
        if (double.IsNegativeInfinity(Least) && double.IsPositiveInfinity(Most))
        {
            return "of any size";
        }

        if (double.IsPositiveInfinity(Most))
        {
            return AboveLeast ? $"above {least}" : $"of at least {least}";
        }

        return AboveLeast || BelowMost
            ? $"{(AboveLeast ? "above" : "of at least")} {least} and {(BelowMost ? "below" : "at most")} {most}"
            : $"from {least} to {most}";
    }
}
