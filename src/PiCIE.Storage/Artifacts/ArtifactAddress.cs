namespace PiCIE.Storage.Artifacts;

/// <summary>Where an artifact stands.</summary>
/// <param name="Kind">Kind of the stage that made it in lower case, or <c>weights</c>.</param>
/// <param name="Key">The stage key, or the content hash of start weights.</param>
/// <param name="Attempt">Number of the attempt that made it.</param>
public readonly record struct ArtifactAddress(string Kind, string Key, int Attempt)
{
    /// <summary>Kind of stored start weights.</summary>
    public const string Weights = "weights";

    /// <summary>The address of an artifact's row.</summary>
    /// <param name="artifact">The row.</param>
    public static ArtifactAddress Of(Artifact artifact) => new(artifact.Kind, artifact.Key, artifact.Attempt);

    /// <summary>The address as people read it: <c>train/0a1b…/1</c>.</summary>
    public override string ToString() => $"{Kind}/{Key}/{Attempt}";
}
