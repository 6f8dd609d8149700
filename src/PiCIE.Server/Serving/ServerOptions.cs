using Microsoft.Extensions.Logging;
using PiCIE.Server.Pages;

namespace PiCIE.Server.Serving;

/// <summary>Says how a server is started.</summary>
public sealed record ServerOptions
{
    /// <summary>The port that is taken where nobody names one.</summary>
    public const int UsualPort = 5480;

    /// <summary>Port of 127.0.0.1; 0 takes any that is free.</summary>
    public int Port { get; init; } = UsualPort;

    /// <summary>How the server of a team listens and is reached; null for that of a home.</summary>
    public TeamOptions? Team { get; init; }

    /// <summary>Says where the log goes. By default nothing is logged.</summary>
    public Action<ILoggingBuilder> Logging { get; init; } = static _ => { };

    /// <summary>The pages that it shows; null for the API alone.</summary>
    public ServedPages? Pages { get; init; }
}
