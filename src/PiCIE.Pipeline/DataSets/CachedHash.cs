namespace PiCIE.Pipeline.DataSets;

/// <summary>The hash of a file as it was when it looked like this.</summary>
/// <param name="Look">Length, times and place of the file.</param>
/// <param name="Sha256">SHA-256 of its content.</param>
internal readonly record struct CachedHash(FileLook Look, string Sha256);
