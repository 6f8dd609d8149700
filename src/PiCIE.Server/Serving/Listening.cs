using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PiCIE.Pipeline;

namespace PiCIE.Server.Serving;

/// <summary>Listens within limits that nobody's request or slowness can pass.</summary>
internal static class Listening
{
    /// <summary>Most bytes that a request brings: a spec has at most half of it.</summary>
    public const long MostBodyBytes = 2L << 20;

    private const int MostConnections = 1000;
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Listens on this machine alone, within the limits.</summary>
    /// <param name="kestrel">The server.</param>
    /// <param name="port">Port of 127.0.0.1.</param>
    public static void Set(KestrelServerOptions kestrel, int port)
    {
        Limit(kestrel);
        kestrel.Listen(IPAddress.Loopback, port);
    }

    /// <summary>Sets the limits.</summary>
    /// <param name="kestrel">The server.</param>
    public static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
    }

    /// <summary>Returns the error of a port that cannot be listened on, or of a certificate that cannot be used; null where something else went wrong.</summary>
    /// <param name="exception">The exception that was thrown.</param>
    /// <param name="port">The port.</param>
    public static PicieException? ErrorOf(Exception exception, int port) => exception switch
    {
        IOException { InnerException: AddressInUseException } => new PicieException(
            "port-taken", $"Port {port} of 127.0.0.1 is taken by another process.", "--port", "Name another one, or --port 0 for any that is free.", ProblemKind.Conflict, exception),
        SocketException or IOException { InnerException: SocketException } => new PicieException(
            "no-port", $"Port {port} of 127.0.0.1 cannot be listened on: {exception.Message}", "--port", "Name another one, or --port 0 for any that is free.", ProblemKind.Environment, exception),
        _ => null,
    };
}
