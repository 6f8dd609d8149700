namespace PiCIE.Pipeline.DataSets;

/// <summary>The hash of a file as it was when it had this size and time.</summary>
/// <param name="Bytes">Length in bytes.</param>
/// <param name="WrittenTicks">Time of its last change in ticks, UTC.</param>
/// <param name="Sha256">SHA-256 of its content.</param>
internal readonly record struct CachedHash(long Bytes, long WrittenTicks, string Sha256);
