namespace PiCIE.Storage.Stages;

/// <summary>An artifact that an attempt read: the one that counted when the attempt started.</summary>
public sealed class AttemptInput
{
    /// <summary>Id of the attempt.</summary>
    public Guid AttemptId { get; init; }

    /// <summary>Role under which its order handed the artifact over.</summary>
    public required string Role { get; init; }

    /// <summary>Id of the artifact.</summary>
    public Guid ArtifactId { get; init; }
}
