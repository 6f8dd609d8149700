namespace PiCIE.Storage.Stages;

/// <summary>What an attempt read: the artifact that counted when it started.</summary>
public sealed class AttemptInput
{
    /// <summary>The attempt.</summary>
    public Guid AttemptId { get; init; }

    /// <summary>Name under which its order handed it over.</summary>
    public required string Role { get; init; }

    /// <summary>The artifact.</summary>
    public Guid ArtifactId { get; init; }
}
