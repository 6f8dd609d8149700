using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PiCIE.Cli.Tests.Downloads;

/// <summary>
/// A web server on the loopback address with one file, that knows ranges and can be told to misbehave: what a test needs of a
/// mirror and what no real one does on demand.
/// </summary>
internal sealed class LocalFileServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public LocalFileServer(byte[] content)
    {
        Content = content;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/models/weights.pth");
        _loop = ServeAsync();
    }

    public Uri Address { get; }

    public byte[] Content { get; set; }

    public string? EntityTag { get; set; } = "\"one\"";

    /// <summary>Answers 404 to everything.</summary>
    public bool IsEmpty { get; set; }

    /// <summary>Closes the connection after this many bytes of a body.</summary>
    public int? CutAfterBytes { get; set; }

    /// <summary>Sends the whole file whatever part is asked for, without its length and its tag, as servers do that pack on demand.</summary>
    public bool KnowsNoRanges { get; set; }

    /// <summary>Sends the first request elsewhere on this server.</summary>
    public bool Redirects { get; set; }

    /// <summary>First byte asked for, one entry a request; null for the whole file.</summary>
    public List<long?> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client.GetStream());
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException)
            {
                // The listener was closed, or the client went away: both belong to the tests.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        IReadOnlyDictionary<string, string> headers = await ReadHeadersAsync(stream);
        long? from = headers.TryGetValue("range", out string? range)
            ? long.Parse(range["bytes=".Length..].TrimEnd('-'), System.Globalization.CultureInfo.InvariantCulture)
            : null;
        Requests.Add(from);
        if (headers.TryGetValue("if-range", out string? tag) && tag != EntityTag)
        {
            from = null;
        }

        if (Redirects && Requests.Count == 1)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            return;
        }

        if (KnowsNoRanges)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"));
            await stream.WriteAsync(CutAfterBytes is { } few ? Content.AsMemory(0, few) : Content);
            return;
        }

        if (IsEmpty || from >= Content.Length)
        {
            await WriteHeadAsync(stream, IsEmpty ? "404 Not Found" : "416 Range Not Satisfiable", 0);
            return;
        }

        ReadOnlyMemory<byte> body = Content.AsMemory((int)(from ?? 0));
        string contentRange = from is null ? "" : $"Content-Range: bytes {from}-{Content.Length - 1}/{Content.Length}\r\n";
        await WriteHeadAsync(stream, from is null ? "200 OK" : "206 Partial Content", body.Length, contentRange);
        await stream.WriteAsync(CutAfterBytes is { } cut && cut < body.Length ? body[..cut] : body);
    }

    private async Task WriteHeadAsync(NetworkStream stream, string status, int length, string more = "")
    {
        string tag = EntityTag is null ? "" : $"ETag: {EntityTag}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{tag}{more}Connection: close\r\n\r\n"));
    }

    private static async Task<IReadOnlyDictionary<string, string>> ReadHeadersAsync(NetworkStream stream)
    {
        using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        await reader.ReadLineAsync();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return headers;
    }
}
