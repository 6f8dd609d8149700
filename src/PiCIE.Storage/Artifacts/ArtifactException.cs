namespace PiCIE.Storage.Artifacts;

/// <summary>Reports that an artifact cannot be stored: the files are not as the stage said, or the address is taken.</summary>
/// <param name="message">A sentence that says what is wrong.</param>
public sealed class ArtifactException(string message) : Exception(message);
