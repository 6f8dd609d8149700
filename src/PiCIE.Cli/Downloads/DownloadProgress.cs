namespace PiCIE.Cli.Downloads;

/// <summary>Says how far a download is.</summary>
/// <param name="DoneBytes">Bytes that are here, those of an earlier try included.</param>
/// <param name="TotalBytes">Length of the file, or null when the server does not say.</param>
internal sealed record DownloadProgress(long DoneBytes, long? TotalBytes);
