using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Progress;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Observing;

namespace PiCIE.Cli.Downloads;

/// <summary>Fetches a file for a command, with progress on its terminal.</summary>
internal static class WatchedDownload
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Fetches a file, unless it is there already.</summary>
    /// <param name="session">The command.</param>
    /// <param name="file">The file that is wanted.</param>
    /// <param name="address">Address of the file.</param>
    /// <param name="folder">Folder that takes it.</param>
    /// <exception cref="PicieException">It could not be fetched.</exception>
    public static async Task<DownloadedFile> FetchAsync(CommandSession session, WantedFile file, Uri address, string folder)
    {
        using SocketsHttpHandler handler = new() { ConnectTimeout = ConnectTimeout };
        using HttpClient client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        FileDownload download = new(client, Silence);
        try
        {
            return await ProgressDisplay.WatchAsync(
                session.Terminal, observer => download.FetchAsync(file, address, folder, new Watched(observer, file.Name), session.Stop));
        }
        catch (DownloadFailedException failure)
        {
            throw failure.ToPicie(address);
        }
    }

    /// <summary>Tells the observer of a download as one phase of work, in KiB.</summary>
    private sealed class Watched(IRunObserver observer, string fileName) : IProgress<DownloadProgress>
    {
        private const int Unit = 1024;
        private readonly WatchedStage _stage = new(Guid.Empty, "fetch", fileName);

        public void Report(DownloadProgress value) => observer.Observe(
            new StageProgressed(_stage, "downloading", value.DoneBytes / Unit, (value.TotalBytes ?? 0) / Unit, "KiB"));
    }
}
