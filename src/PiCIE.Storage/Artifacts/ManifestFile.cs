namespace PiCIE.Storage.Artifacts;

/// <summary>One file of a manifest.</summary>
/// <param name="Name">Path within the artifact, with forward slashes.</param>
/// <param name="Bytes">Length in bytes.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hexadecimal.</param>
public sealed record ManifestFile(string Name, long Bytes, string Sha256);
