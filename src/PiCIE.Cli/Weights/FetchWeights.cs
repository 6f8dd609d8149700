using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Progress;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Weights;

namespace PiCIE.Cli.Weights;

/// <summary>Downloads a public weights file into the weights folder of the home.</summary>
internal static class FetchWeights
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);

    public static async Task<ExitStatus> RunAsync(CommandSession session, PublicWeights weights, string? url)
    {
        Uri address = AddressOf(weights, url);
        using SocketsHttpHandler handler = new() { ConnectTimeout = ConnectTimeout };
        using HttpClient client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        WeightsDownload download = new(client, Silence);
        try
        {
            string path = await ProgressDisplay.WatchAsync(session.Terminal, observer => download.FetchAsync(
                weights, address, session.Home.WeightsFolder, new Watched(observer, weights.FileName), session.Stop));
            FetchedDocument document = new(weights.Backbone, path, address.ToString());
            session.Give(document, terminal => terminal.Say($"{path} is there and its checksum is right; a spec names it with backbone: {{ weights: imagenet }}."));
            return ExitStatus.Done;
        }
        catch (DownloadFailedException failure)
        {
            ProblemKind kind = failure.Failure is DownloadFailure.NotFound or DownloadFailure.WrongContent ? ProblemKind.Input : ProblemKind.Environment;
            throw new PicieException(CodeOf(failure.Failure), failure.Message, address.ToString(), failure.Hint, kind, failure);
        }
    }

    private static Uri AddressOf(PublicWeights weights, string? url)
    {
        if (url is null)
        {
            return weights.Address;
        }

        return Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : throw new PicieException(
                "bad-address", $"--url {url} is no address: it starts with http:// or https://.", null,
                $"The file itself, for example {weights.Address}.", ProblemKind.Input);
    }

    private static string CodeOf(DownloadFailure failure) => failure switch
    {
        DownloadFailure.Network => "no-network",
        DownloadFailure.NotFound => "not-on-server",
        DownloadFailure.WrongContent => "wrong-checksum",
        DownloadFailure.Disk => "cannot-write",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "unknown failure"),
    };

    /// <summary>A download as one phase of work, in KiB.</summary>
    private sealed class Watched(IRunObserver observer, string fileName) : IProgress<DownloadProgress>
    {
        private const int Unit = 1024;
        private readonly WatchedStage _stage = new(Guid.Empty, "fetch", fileName);

        public void Report(DownloadProgress value) => observer.Observe(
            new StageProgressed(_stage, "downloading", value.DoneBytes / Unit, (value.TotalBytes ?? 0) / Unit, "KiB"));
    }
}

/// <summary>What <c>picie weights fetch --json</c> prints.</summary>
/// <param name="Backbone">The backbone that it fits.</param>
/// <param name="Path">Where the file lies.</param>
/// <param name="Address">Where it came from.</param>
internal sealed record FetchedDocument(string Backbone, string Path, string Address);
