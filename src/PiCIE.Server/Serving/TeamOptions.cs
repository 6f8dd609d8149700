using System.Net;
using PiCIE.Pipeline;

namespace PiCIE.Server.Serving;

/// <summary>Says how the server of a team listens, by which names it may be asked for, and which proxies it believes.</summary>
public sealed record TeamOptions
{
    /// <summary>Where it listens: scheme, address of this machine (or <c>0.0.0.0</c> for all) and port.</summary>
    public required Uri Listen { get; init; }

    /// <summary>Names by which it is asked for, each with or without a port.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Networks of the proxies whose headers say from where and by which scheme a request came.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Absolute path of the certificate (PEM, or PKCS #12 with its key); null where it listens without TLS.</summary>
    public string? Certificate { get; init; }

    /// <summary>Absolute path of the key of a PEM certificate; null where it has none of its own.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>Password of the certificate or its key; null for none.</summary>
    public string? CertificatePassword { get; init; }

    /// <summary>How many requests are answered.</summary>
    internal TeamLimits Limits { get; init; } = new();

    /// <summary>Whether others on the way could read what is sent: it listens beyond this machine, without TLS and behind no proxy that has it.</summary>
    public bool IsReadable => Listen.Scheme == Uri.UriSchemeHttp && !IsOfThisMachine && Proxies.Count == 0;

    /// <summary>Whether only this machine reaches it.</summary>
    internal bool IsOfThisMachine => Listen.IsLoopback;

    /// <summary>Where it listens, for people.</summary>
    internal string Address => Listen.GetLeftPart(UriPartial.Authority);

    /// <summary>The record without its password, for logs.</summary>
    public override string ToString() => Address;

    /// <summary>Reads the settings.</summary>
    /// <param name="variable">Gives the value of a variable, or null.</param>
    /// <param name="fullPath">Returns a path as an absolute one.</param>
    /// <param name="port">Port of 127.0.0.1 where no variable says where to listen.</param>
    /// <exception cref="PicieException">A setting is wrong, or one is missing.</exception>
    public static TeamOptions Read(Func<string, string?> variable, Func<string, string> fullPath, int port) => TeamSettings.Read(variable, fullPath, port);
}
