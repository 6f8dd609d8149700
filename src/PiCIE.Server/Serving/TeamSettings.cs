using System.Net;
using Microsoft.AspNetCore.Http;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline;

namespace PiCIE.Server.Serving;

/// <summary>Reads the settings of the server of a team out of variables, and says of each wrong one what it may be.</summary>
internal static class TeamSettings
{
    private const string Listen = "PICIE_LISTEN";
    private const string Hosts = "PICIE_HOSTS";
    private const string Proxies = "PICIE_PROXIES";
    private const string Certificate = "PICIE_CERTIFICATE";
    private const string CertificateKey = "PICIE_CERTIFICATE_KEY";
    private const string CertificatePassword = "PICIE_CERTIFICATE_PASSWORD";

    public static TeamOptions Read(Func<string, string?> variable, Func<string, string> fullPath, int port)
    {
        TeamOptions options = new()
        {
            Listen = ListenOf(Value(Listen) ?? $"http://127.0.0.1:{port}"),
            Hosts = [.. List(Hosts).Select(HostOf)],
            Proxies = [.. List(Proxies).Select(ProxyOf)],
            Certificate = File(Certificate),
            CertificateKey = File(CertificateKey),
            CertificatePassword = Value(CertificatePassword),
        };
        RequireFit(options);
        return options;

        string? Value(string name) => variable(name) is { Length: > 0 } value ? value : null;

        string[] List(string name) => Value(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

        string? File(string name)
        {
            string? path = Value(name) is { } written ? fullPath(written) : null;
            return path is null || System.IO.File.Exists(path)
                ? path
                : throw new PicieException("no-certificate", $"{name} names {path}, and there is no such file.", name, "Name the file of the certificate, or of its key, with its path.", ProblemKind.Input);
        }
    }

    private static Uri ListenOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && (IPAddress.TryParse(address.Host.Trim('[', ']'), out _) || address.Host == "localhost") && address.PathAndQuery == "/" && address.UserInfo.Length == 0
            ? address
            : throw new PicieException(
                "bad-listen", $"{Listen} is '{UnseenCharacters.Spelled(text)}'; it is http:// or https:// with an address of this machine and a port.", Listen,
                "Write https://0.0.0.0:5443, or http://127.0.0.1:5480 behind a proxy of this machine.", ProblemKind.Input);

    private static string HostOf(string text)
    {
        HostString host = new(text);
        return !text.Any(character => char.IsWhiteSpace(character) || character is '*' or '/' or '@' or '?' or '#') && Uri.CheckHostName(host.Host) != UriHostNameType.Unknown
            ? text
            : throw new PicieException(
                "bad-host", $"{Hosts} has '{UnseenCharacters.Spelled(text)}'; it is a list of names with commas between, each with or without a port.", Hosts,
                "Write picie.example.org, as people write it in the address. There is no name for all hosts.", ProblemKind.Input);
    }

    private static IPNetwork ProxyOf(string text) =>
        IPNetwork.TryParse(text, out IPNetwork network) ? network
        : IPAddress.TryParse(text, out IPAddress? address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new PicieException(
            "bad-proxy", $"{Proxies} has '{UnseenCharacters.Spelled(text)}'; it is a list of addresses or networks with commas between.", Proxies,
            "Write 10.0.0.7, or 10.0.0.0/28 for several.", ProblemKind.Input);

    private static void RequireFit(TeamOptions options)
    {
        bool secure = options.Listen.Scheme == Uri.UriSchemeHttps;
        if (secure != (options.Certificate is not null))
        {
            throw new PicieException(
                "no-certificate", secure ? $"{Listen} is {options.Address}, and {Certificate} names no certificate." : $"{Certificate} names a certificate, and {Listen} is {options.Address}, which uses none.",
                secure ? Certificate : Listen, secure ? $"Set {Certificate} to a PEM or PKCS #12 file, and {CertificateKey} to the key of a PEM one." : $"Write https:// in {Listen}, or unset {Certificate}.",
                ProblemKind.Input);
        }

        if (options.Hosts.Count == 0 && !options.IsOfThisMachine)
        {
            throw new PicieException(
                "no-hosts", $"The server is to listen on {options.Address}, and nothing says by which names people ask for it.", Hosts,
                $"Set {Hosts} to the names in their addresses: {Hosts}=picie.example.org. Requests for other names are refused.", ProblemKind.Input);
        }
    }
}
