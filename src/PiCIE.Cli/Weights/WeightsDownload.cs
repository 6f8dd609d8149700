using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using PiCIE.Pipeline.Weights;

namespace PiCIE.Cli.Weights;

/// <summary>How far a download is.</summary>
/// <param name="DoneBytes">Bytes that are here, those of an earlier try included.</param>
/// <param name="TotalBytes">Length of the file, or null when the server does not say.</param>
internal sealed record DownloadProgress(long DoneBytes, long? TotalBytes);

/// <summary>
/// Fetches a weights file: goes on where an earlier try stopped (HTTP range, bound to the version that was begun), compares the
/// SHA-256 with the one in the file's name, and gives the file its name only when it is whole and right.
/// </summary>
internal sealed class WeightsDownload
{
    private const int BufferBytes = 128 * 1024;
    private readonly HttpClient _client;
    private readonly TimeSpan _silence;

    /// <summary>A download over a client.</summary>
    /// <param name="client">The client; its own timeout should be infinite, for a file may take long.</param>
    /// <param name="silence">How long the server may send nothing before the connection counts as lost.</param>
    public WeightsDownload(HttpClient client, TimeSpan silence)
    {
        _client = client;
        _silence = silence;
    }

    /// <summary>Fetches the file, unless it is there already.</summary>
    /// <param name="weights">Which file.</param>
    /// <param name="address">Where from.</param>
    /// <param name="folder">Where to; made when missing.</param>
    /// <param name="progress">Hears how far it is; may be null.</param>
    /// <param name="cancel">Stops; what has come so far stays for the next try.</param>
    /// <returns>Path of the whole, checked file.</returns>
    /// <exception cref="DownloadFailedException">It could not be fetched.</exception>
    public async Task<string> FetchAsync(
        PublicWeights weights, Uri address, string folder, IProgress<DownloadProgress>? progress, CancellationToken cancel)
    {
        string path = Path.Combine(folder, weights.FileName);
        try
        {
            Directory.CreateDirectory(folder);
            if (File.Exists(path) && await HasChecksumAsync(path, weights, cancel))
            {
                return path;
            }

            PartialFile part = new(path);
            await ReceiveAsync(part, address, progress, cancel);
            await CompleteAsync(part, weights, address, cancel);
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DownloadFailedException(
                DownloadFailure.Disk, $"{path} cannot be written: {exception.Message}",
                "Free space, or point PICIE_WEIGHTS to a folder that you may write.", exception);
        }
    }

    private async Task ReceiveAsync(PartialFile part, Uri address, IProgress<DownloadProgress>? progress, CancellationToken cancel)
    {
        using HttpResponseMessage response = await AskAsync(part, address, cancel);
        long kept = part.Length;
        bool append = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == kept;
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // Everything is here already; whether it is right, the checksum says.
            return;
        }

        if (!response.IsSuccessStatusCode || (response.StatusCode == HttpStatusCode.PartialContent && !append))
        {
            throw Refused(address, response.StatusCode);
        }

        long start = append ? kept : 0;
        long? total = response.Content.Headers.ContentLength is { } rest ? start + rest : null;
        await using FileStream target = part.Open(append, VersionOf(response));
        await CopyAsync(response, target, new DownloadProgress(start, total), address, progress, cancel);
    }

    private async Task<HttpResponseMessage> AskAsync(PartialFile part, Uri address, CancellationToken cancel)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        if (part.Length > 0)
        {
            request.Headers.Range = new RangeHeaderValue(part.Length, null);
            if (part.Version is { } version && EntityTagHeaderValue.TryParse(version, out EntityTagHeaderValue? tag) && !tag.IsWeak)
            {
                request.Headers.IfRange = new RangeConditionHeaderValue(tag);
            }
        }

        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(_silence);
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        }
        catch (Exception exception) when (IsLost(exception, cancel))
        {
            throw new DownloadFailedException(
                DownloadFailure.Network, $"No answer from {address}: {Reason(exception)}",
                "Check the network (a proxy is read from HTTPS_PROXY), name a mirror with --url, or copy the file into the weights folder by hand.",
                exception);
        }
    }

    private async Task CopyAsync(
        HttpResponseMessage response, FileStream target, DownloadProgress start, Uri address,
        IProgress<DownloadProgress>? progress, CancellationToken cancel)
    {
        long done = start.DoneBytes;
        try
        {
            await using Stream source = await response.Content.ReadAsStreamAsync(cancel);
            byte[] buffer = new byte[BufferBytes];
            progress?.Report(start);
            while (await ReadAsync(source, buffer, cancel) is > 0 and int count)
            {
                await target.WriteAsync(buffer.AsMemory(0, count), cancel);
                done += count;
                progress?.Report(start with { DoneBytes = done });
            }
        }
        catch (Exception exception) when (IsLost(exception, cancel))
        {
            string of = start.TotalBytes is { } total ? $" of {total:N0}" : "";
            throw new DownloadFailedException(
                DownloadFailure.Network, $"The connection to {address} broke after {done:N0}{of} bytes: {Reason(exception)}",
                "What has come is kept: the same command goes on from there.", exception);
        }
    }

    private async Task<int> ReadAsync(Stream source, byte[] buffer, CancellationToken cancel)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(_silence);
        return await source.ReadAsync(buffer, patience.Token);
    }

    private static async Task CompleteAsync(PartialFile part, PublicWeights weights, Uri address, CancellationToken cancel)
    {
        string found = await ChecksumAsync(part.Path, cancel);
        if (found.StartsWith(weights.Sha256Prefix, StringComparison.Ordinal))
        {
            part.Complete();
            return;
        }

        part.Remove();
        throw new DownloadFailedException(
            DownloadFailure.WrongContent,
            $"What {address} sent is not {weights.FileName}: its SHA-256 starts with {found[..weights.Sha256Prefix.Length]}, not {weights.Sha256Prefix}; it has been removed.",
            "Fetch again; if it happens again, something between here and the server changes the file: name another address with --url.");
    }

    private static async Task<bool> HasChecksumAsync(string path, PublicWeights weights, CancellationToken cancel) =>
        (await ChecksumAsync(path, cancel)).StartsWith(weights.Sha256Prefix, StringComparison.Ordinal);

    private static async Task<string> ChecksumAsync(string path, CancellationToken cancel)
    {
        await using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel));
    }

    private static string? VersionOf(HttpResponseMessage response) => response.Headers.ETag?.ToString();

    private static DownloadFailedException Refused(Uri address, HttpStatusCode status) =>
        status is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Forbidden
            ? new DownloadFailedException(
                DownloadFailure.NotFound, $"{address} is not there (the server answered {(int)status}).",
                "Name another address with --url, or copy the file into the weights folder by hand.")
            : new DownloadFailedException(
                DownloadFailure.Network, $"{address} answered {(int)status} ({status}).", "Try again later, or name a mirror with --url.");

    private static bool IsLost(Exception exception, CancellationToken cancel) =>
        exception is HttpRequestException or HttpIOException
        || exception.InnerException is System.Net.Sockets.SocketException
        || (exception is OperationCanceledException && !cancel.IsCancellationRequested);

    private string Reason(Exception exception) =>
        exception is OperationCanceledException ? $"nothing came for {_silence.TotalSeconds:0} s" : exception.GetBaseException().Message;
}
