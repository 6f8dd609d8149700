namespace PiCIE.Storage.Artifacts;

/// <summary>An artifact cannot be stored: what the stage said of its files is not so, or its address is taken.</summary>
/// <param name="message">What is wrong.</param>
public sealed class ArtifactException(string message) : Exception(message);
