using System.Net;
using System.Net.Http.Headers;

namespace PiCIE.Cli.Downloads;

/// <summary>
/// Fetches a public file: goes on where an earlier try stopped (HTTP range, bound to the version that was begun), compares length and
/// checksum with those that are stated, and gives the file its name only when it is whole and right.
/// </summary>
internal sealed class FileDownload
{
    private const int BufferBytes = 128 * 1024;
    private readonly HttpClient _client;
    private readonly TimeSpan _silence;

    /// <summary>Creates a download over a client.</summary>
    /// <param name="client">The client; its own timeout should be infinite, for a file may take long.</param>
    /// <param name="silence">Time for which the server may send nothing before the connection counts as lost.</param>
    public FileDownload(HttpClient client, TimeSpan silence)
    {
        _client = client;
        _silence = silence;
    }

    /// <summary>Fetches the file, unless it is there already.</summary>
    /// <param name="file">The file that is wanted.</param>
    /// <param name="address">Address of the file.</param>
    /// <param name="folder">Folder that takes it; made when missing.</param>
    /// <param name="progress">Hears how far it is; may be null.</param>
    /// <param name="cancel">Stops the download; bytes that have come so far stay for the next try.</param>
    /// <returns>The whole, checked file.</returns>
    /// <exception cref="DownloadFailedException">It could not be fetched.</exception>
    public async Task<DownloadedFile> FetchAsync(
        WantedFile file, Uri address, string folder, IProgress<DownloadProgress>? progress, CancellationToken cancel)
    {
        string path = Path.Combine(folder, file.Name);
        try
        {
            Directory.CreateDirectory(folder);
            if (File.Exists(path) && await WrongAsync(path, file, cancel) is null)
            {
                return await DoneAsync(path, cancel);
            }

            PartialFile part = new(path);
            await ReceiveAsync(part, file, address, progress, cancel);
            await CompleteAsync(part, file, address, cancel);
            return await DoneAsync(path, cancel);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DownloadFailedException(
                DownloadFailure.Disk, $"{path} cannot be written: {exception.Message}",
                $"Free space, or point {file.Variable} to a folder that you may write; what has come is kept.", exception);
        }
    }

    private async Task ReceiveAsync(PartialFile part, WantedFile file, Uri address, IProgress<DownloadProgress>? progress, CancellationToken cancel)
    {
        using HttpResponseMessage response = await AskAsync(part, file, address, cancel);
        long kept = part.Length;
        bool append = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == kept;
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // Everything is here already; whether it is right, the checksum says.
            return;
        }

        if (!response.IsSuccessStatusCode || (response.StatusCode == HttpStatusCode.PartialContent && !append))
        {
            throw Refused(file, address, response.StatusCode);
        }

        long start = append ? kept : 0;
        long? total = response.Content.Headers.ContentLength is { } rest ? start + rest : null;
        RefuseOtherLength(file, address, total);
        await using FileStream target = part.Open(append, VersionOf(response));
        await CopyAsync(response, target, new DownloadProgress(start, total), address, progress, cancel);
    }

    private async Task<HttpResponseMessage> AskAsync(PartialFile part, WantedFile file, Uri address, CancellationToken cancel)
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
                $"Check the network (a proxy is read from HTTPS_PROXY), {file.ByHand}.",
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

    /// <summary>Refuses a server that announces another length: it has another file, so nothing of it is fetched.</summary>
    private static void RefuseOtherLength(WantedFile file, Uri address, long? total)
    {
        if (file.Bytes is { } known && total is { } announced && announced != known)
        {
            throw new DownloadFailedException(
                DownloadFailure.WrongContent, $"{address} has {announced:N0} bytes, {file.Name} has {known:N0}; nothing has been fetched.",
                "The publisher changed the file, or something between here and the server answers instead: name another address with --url.");
        }
    }

    private static async Task CompleteAsync(PartialFile part, WantedFile file, Uri address, CancellationToken cancel)
    {
        if (await WrongAsync(part.Path, file, cancel) is not { } wrong)
        {
            part.Complete();
            return;
        }

        part.Remove();
        throw new DownloadFailedException(
            DownloadFailure.WrongContent,
            $"What {address} sent is not {file.Name}: {wrong}; it has been removed.",
            "Fetch again; if it happens again, something between here and the server changes the file, or the publisher did: name another address with --url.");
    }

    /// <summary>Returns the difference between a file and what is stated of it; null if there is none.</summary>
    private static async Task<string?> WrongAsync(string path, WantedFile file, CancellationToken cancel)
    {
        long length = new FileInfo(path).Length;
        if (file.Bytes is { } known && length != known)
        {
            return $"it has {length:N0} bytes, not {known:N0}";
        }

        if (file.Digest is not { } digest)
        {
            return null;
        }

        string found = await FileDigest.OfFileAsync(digest.Kind, path, cancel);
        return digest.Matches(found) ? null : $"its {digest.Name} starts with {found[..digest.Value.Length]}, not {digest.Value}";
    }

    private static async Task<DownloadedFile> DoneAsync(string path, CancellationToken cancel) =>
        new(path, new FileInfo(path).Length, await FileDigest.OfFileAsync(DigestKind.Sha256, path, cancel));

    private static string? VersionOf(HttpResponseMessage response) => response.Headers.ETag?.ToString();

    private static DownloadFailedException Refused(WantedFile file, Uri address, HttpStatusCode status) =>
        status is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Forbidden
            ? new DownloadFailedException(
                DownloadFailure.NotFound, $"{address} is not there (the server answered {(int)status}).", $"{char.ToUpperInvariant(file.ByHand[0])}{file.ByHand[1..]}.")
            : new DownloadFailedException(
                DownloadFailure.Network, $"{address} answered {(int)status} ({status}).", "Try again later, or name a mirror with --url.");

    private static bool IsLost(Exception exception, CancellationToken cancel) =>
        exception is HttpRequestException or HttpIOException
        || exception.InnerException is System.Net.Sockets.SocketException
        || (exception is OperationCanceledException && !cancel.IsCancellationRequested);

    private string Reason(Exception exception) =>
        exception is OperationCanceledException ? $"nothing came for {_silence.TotalSeconds:0} s" : exception.GetBaseException().Message;
}
