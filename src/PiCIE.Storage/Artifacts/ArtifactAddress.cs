using System.Globalization;

namespace PiCIE.Storage.Artifacts;

/// <summary>
/// The place of an artifact in a store. It carries the id of the attempt that made the artifact, so two homes that share a store never
/// write to the same place.
/// </summary>
/// <param name="Kind">Kind of the stage that made it in lower case, or <c>weights</c>.</param>
/// <param name="Key">The stage key, or the content hash of start weights.</param>
/// <param name="Id">Id of the artifact, which is that of the attempt that made it.</param>
public readonly record struct ArtifactAddress(string Kind, string Key, Guid Id)
{
    /// <summary>Kind of stored start weights.</summary>
    public const string Weights = "weights";

    /// <summary>Kind of checkpoints.</summary>
    public const string Checkpoints = "checkpoints";

    /// <summary>Number of epochs that are done, where this is the address of a checkpoint; null otherwise.</summary>
    public int? Epoch { get; private init; }

    /// <summary>Name of its folder within kind and key.</summary>
    public string Folder => Epoch is { } epoch ? $"{Id:N}-{epoch}" : $"{Id:N}";

    /// <summary>Returns the address of an artifact's row.</summary>
    /// <param name="artifact">The row.</param>
    public static ArtifactAddress Of(Artifact artifact) => new(artifact.Kind, artifact.Key, artifact.Id);

    /// <summary>Returns the address of a checkpoint.</summary>
    /// <param name="key">The stage key.</param>
    /// <param name="attempt">Id of the attempt that wrote it.</param>
    /// <param name="epoch">Number of epochs that are done.</param>
    public static ArtifactAddress OfCheckpoint(string key, Guid attempt, int epoch) => new(Checkpoints, key, attempt) { Epoch = epoch };

    /// <summary>Returns the address that a folder of a store stands for; null where its name is none that a store gives.</summary>
    /// <param name="kind">Name of the folder of its kind.</param>
    /// <param name="key">Name of the folder of its key.</param>
    /// <param name="folder">Its own name.</param>
    public static ArtifactAddress? Parse(string kind, string key, string folder)
    {
        string[] parts = folder.Split('-');
        if (!Guid.TryParseExact(parts[0], "N", out Guid id))
        {
            return null;
        }

        return parts switch
        {
            [_] => new ArtifactAddress(kind, key, id),
            [_, string text] when kind == Checkpoints && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int epoch) => OfCheckpoint(key, id, epoch),
            _ => null,
        };
    }

    /// <summary>Returns the address as people read it and as it lies in the store: <c>train/0a1b…/01936f…</c>.</summary>
    public override string ToString() => $"{Kind}/{Key}/{Folder}";
}
