using System.Text.Json;
using PiCIE.Storage.Artifacts;

namespace PiCIE.Storage.Stages;

/// <summary>The result of an attempt, ready to be committed: its files are stored already.</summary>
/// <param name="Manifest">The manifest of the artifact.</param>
/// <param name="Output">The output record that the stage reported beside its files.</param>
/// <param name="Results">The figures of an evaluate stage; empty for others and without labels.</param>
public sealed record StageCommit(StoredManifest Manifest, JsonElement Output, IReadOnlyList<SplitResult> Results)
{
    /// <summary>Most memory that the stage process held at once, in bytes; null where it could not tell.</summary>
    public long? PeakMemoryBytes { get; init; }
}
