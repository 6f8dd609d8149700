using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Downloads;
using PiCIE.Pipeline.Weights;

namespace PiCIE.Cli.Weights;

/// <summary>Downloads a public weights file into the weights folder of the home.</summary>
internal static class FetchWeights
{
    public static async Task<ExitStatus> RunAsync(CommandSession session, PublicWeights weights, string? url)
    {
        Uri address = WebAddress.Of(url, weights.Address);
        WantedFile file = new(weights.FileName, new FileDigest(DigestKind.Sha256, weights.Sha256Prefix), Bytes: null, session.Home.WeightsFolder, "PICIE_WEIGHTS");
        DownloadedFile fetched = await WatchedDownload.FetchAsync(session, file, address, session.Home.WeightsFolder);
        FetchedDocument document = new(weights.Backbone, fetched.Path, address.ToString());
        session.Give(document, terminal => terminal.Say($"{fetched.Path} is there and its checksum is right; a spec names it with backbone: {{ weights: imagenet }}."));
        return ExitStatus.Done;
    }
}

/// <summary>The document of <c>picie weights fetch --json</c>.</summary>
/// <param name="Backbone">The backbone that it fits.</param>
/// <param name="Path">Path of the file.</param>
/// <param name="Address">Address from which it came.</param>
internal sealed record FetchedDocument(string Backbone, string Path, string Address);
