using PiCIE.Storage.Artifacts;

namespace PiCIE.Storage.Stages;

/// <summary>A checkpoint that is recorded, with the place of its files.</summary>
/// <param name="Address">The place in the artifact store.</param>
/// <param name="Row">The record.</param>
public sealed record StoredCheckpoint(ArtifactAddress Address, Checkpoint Row);
