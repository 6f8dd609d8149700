namespace PiCIE.Pipeline.People;

/// <summary>Says how long a session lasts.</summary>
public static class SessionTimes
{
    /// <summary>Time without a request after which a session ends.</summary>
    public static TimeSpan Idle { get; } = TimeSpan.FromHours(12);

    /// <summary>Time after which a session ends in any case.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(7);
}
