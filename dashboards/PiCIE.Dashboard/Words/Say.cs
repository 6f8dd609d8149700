using System.Globalization;

namespace PiCIE.Dashboard.Words;

/// <summary>Says figures and times as the pages show them.</summary>
internal static class Say
{
    /// <summary>Stands for what is not known.</summary>
    public const string Unknown = "–";

    /// <summary>Returns a percentage with two digits.</summary>
    /// <param name="value">Percent; null and what is no number are unknown.</param>
    public static string Percent(double? value) => value is { } known && double.IsFinite(known) ? known.ToString("0.00", CultureInfo.InvariantCulture) : Unknown;

    /// <summary>Returns a number with as many digits as tell something.</summary>
    /// <param name="value">The number.</param>
    public static string Number(double? value) => value switch
    {
        null => Unknown,
        double.NaN => "not a number",
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        { } known => known.ToString(Math.Abs(known) is > 0 and < 1e-3 or >= 1e7 ? "0.###e0" : "0.####", CultureInfo.InvariantCulture),
    };

    /// <summary>Returns a value at full precision.</summary>
    /// <param name="value">The value.</param>
    public static string Whole(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Returns a whole number with its thousands apart.</summary>
    /// <param name="value">The number.</param>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Returns a setting as the spec writes it.</summary>
    /// <param name="value">A text or a number.</param>
    public static string Setting(object? value) => value switch
    {
        null => "absent",
        double number => Number(number),
        _ => $"{value}",
    };

    /// <summary>Returns a duration in its two largest units.</summary>
    /// <param name="seconds">Seconds; null is unknown.</param>
    public static string Duration(double? seconds)
    {
        if (seconds is not { } known)
        {
            return Unknown;
        }

        TimeSpan time = TimeSpan.FromSeconds(known);
        return time switch
        {
            { TotalSeconds: < 10 } => $"{time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s",
            { TotalMinutes: < 1 } => $"{time.Seconds} s",
            { TotalHours: < 1 } => $"{time.Minutes} min {time.Seconds} s",
            { TotalDays: < 1 } => $"{time.Hours} h {time.Minutes} min",
            _ => $"{(int)time.TotalDays} d {time.Hours} h",
        };
    }

    /// <summary>Returns how long ago something was.</summary>
    /// <param name="time">When it was; null is unknown.</param>
    /// <param name="now">Now.</param>
    public static string Ago(DateTimeOffset? time, DateTimeOffset now) => time is not { } known ? Unknown : (now - known) switch
    {
        { TotalSeconds: < 45 } => "just now",
        { TotalMinutes: < 60 } age => $"{Math.Max(1, (int)Math.Round(age.TotalMinutes))} min ago",
        { TotalHours: < 24 } age => $"{(int)age.TotalHours} h ago",
        { TotalDays: < 30 } age => $"{(int)age.TotalDays} d ago",
        _ => known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>Returns an exact time.</summary>
    /// <param name="time">The time; null is unknown.</param>
    public static string Exact(DateTimeOffset? time) => time?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? Unknown;

    /// <summary>Returns a number of bytes in the largest unit that keeps it above one.</summary>
    /// <param name="bytes">Bytes; null is unknown.</param>
    public static string Bytes(long? bytes) => bytes switch
    {
        null => Unknown,
        < 1L << 10 => $"{bytes} B",
        < 1L << 20 => Scaled(bytes.Value, 10, "KiB"),
        < 1L << 30 => Scaled(bytes.Value, 20, "MiB"),
        < 1L << 40 => Scaled(bytes.Value, 30, "GiB"),
        _ => Scaled(bytes.Value, 40, "TiB"),
    };

    private static string Scaled(long bytes, int power, string unit) => $"{((double)bytes / (1L << power)).ToString("0.#", CultureInfo.InvariantCulture)} {unit}";
}
