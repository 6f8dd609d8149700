namespace PiCIE.Cli.Downloads;

/// <summary>A file that has been fetched whole.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256, lower-case hexadecimal.</param>
internal sealed record DownloadedFile(string Path, long Bytes, string Sha256);
