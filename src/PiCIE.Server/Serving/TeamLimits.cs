namespace PiCIE.Server.Serving;

/// <summary>How many requests the server of a team answers before it says to come later. Each server counts by itself.</summary>
internal sealed record TeamLimits
{
    /// <summary>Tries to sign in from one address in a minute.</summary>
    public int SignIns { get; init; } = 10;

    /// <summary>Requests without a valid key from one address in a minute.</summary>
    public int Strangers { get; init; } = 60;

    /// <summary>Requests by one key that may come at once.</summary>
    public int Burst { get; init; } = 1000;

    /// <summary>Requests by one key that may come each second for ever.</summary>
    public int PerSecond { get; init; } = 100;
}
