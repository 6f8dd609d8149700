using System.Globalization;

namespace PiCIE.Pipeline.Waiting;

/// <summary>Says an expected time as roughly as it is known.</summary>
internal static class RoughTime
{
    /// <summary>Returns the words: less than a minute, about 12 min, about 3 h, about 2 days.</summary>
    /// <param name="seconds">The time in seconds.</param>
    public static string Of(double seconds) => TimeSpan.FromSeconds(seconds) switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalMinutes: < 99.5 } time => string.Create(CultureInfo.InvariantCulture, $"about {time.TotalMinutes:0} min"),
        { TotalHours: < 47.5 } time => string.Create(CultureInfo.InvariantCulture, $"about {time.TotalHours:0} h"),
        TimeSpan time => string.Create(CultureInfo.InvariantCulture, $"about {time.TotalDays:0} days"),
    };
}
