using Microsoft.AspNetCore.Http;

namespace PiCIE.Server.Access;

/// <summary>The names by which a server may be asked for: those of this machine with its port, and those that a setting allows.</summary>
/// <param name="named">Names of a setting, each with or without a port; one without stands for every port.</param>
internal sealed class AllowedHosts(IReadOnlyList<string> named)
{
    private const int UsualPort = 80;

    private static readonly string[] Own = ["127.0.0.1", "localhost"];

    private readonly HostString[] _named = [.. named.Select(name => new HostString(name))];

    /// <summary>Returns whether a request for a host is answered.</summary>
    /// <param name="host">The host that the request names.</param>
    /// <param name="port">Port that it came in by.</param>
    public bool Allow(HostString host, int port) =>
        (Own.Contains(host.Host, StringComparer.OrdinalIgnoreCase) && (host.Port ?? UsualPort) == port)
        || _named.Any(name => name.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase) && (name.Port is null || name.Port == host.Port));

    /// <summary>Returns the sentence that says which hosts are answered; names of a setting are nothing that a stranger is told.</summary>
    /// <param name="port">Port that the request came in by.</param>
    public string Hint(int port) => _named.Length == 0
        ? $"This server answers to 127.0.0.1:{port} and localhost:{port} alone."
        : "This server answers to the names that PICIE_HOSTS allows; an administrator adds this one there.";
}
