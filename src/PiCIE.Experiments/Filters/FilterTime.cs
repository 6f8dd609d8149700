using System.Globalization;

namespace PiCIE.Experiments.Filters;

/// <summary>A time of a filter: a UTC day, or an age that counts from the moment of the question.</summary>
/// <param name="Day">The day; null for an age.</param>
/// <param name="Age">The age; zero for a day.</param>
public sealed record FilterTime(DateOnly? Day, TimeSpan Age)
{
    private const int MostDays = 36_500;

    /// <summary>Reads a time: <c>2026-11-29</c>, or <c>-7d</c> with <c>m</c>, <c>h</c>, <c>d</c> or <c>w</c>; null where it is none, or older than a hundred years.</summary>
    /// <param name="text">The text.</param>
    public static FilterTime? Of(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return day.Year is > 1 and < 9999 ? new FilterTime(day, TimeSpan.Zero) : null;
        }

        if (text is not ['-', .. string digits, char unit] || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            return null;
        }

        double days = count * char.ToLowerInvariant(unit) switch
        {
            'm' => 1 / 1440.0,
            'h' => 1 / 24.0,
            'd' => 1.0,
            'w' => 7.0,
            _ => double.NaN,
        };
        return days <= MostDays ? new FilterTime(null, TimeSpan.FromDays(days)) : null;
    }

    /// <summary>Returns the first moment of the time.</summary>
    /// <param name="now">The moment of the question.</param>
    public DateTimeOffset From(DateTimeOffset now) => Day is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : now - Age;

    /// <summary>Returns the moment at which the time is over; that of an age is its only one.</summary>
    /// <param name="now">The moment of the question.</param>
    public DateTimeOffset Until(DateTimeOffset now) => Day is { } day ? new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) : now - Age;
}
