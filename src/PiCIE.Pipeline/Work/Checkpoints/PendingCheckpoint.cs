using PiCIE.Experiments.Protocol;
using PiCIE.Storage.Artifacts;

namespace PiCIE.Pipeline.Work.Checkpoints;

/// <summary>A checkpoint that a stage process wrote and that is not recorded yet.</summary>
/// <param name="Told">What the process told of it.</param>
/// <param name="BatchSequence">Number of the last batch of points before it.</param>
internal sealed record PendingCheckpoint(StageCheckpoint Told, long BatchSequence)
{
    /// <summary>Returns the folder of its files.</summary>
    /// <param name="folder">Folder of the attempt.</param>
    /// <exception cref="ArtifactException">The name leads out of the folder of the attempt.</exception>
    public string FolderIn(AttemptFolder folder) => Told.Folder.Length > 0 && Told.Folder.All(char.IsAsciiLetterOrDigit)
        ? Path.Combine(folder.Checkpoints, Told.Folder)
        : throw new ArtifactException($"'{Told.Folder}' is no name of a folder of a checkpoint.");
}
