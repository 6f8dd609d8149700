namespace PiCIE.Faults.Rigs;

/// <summary>The critical points at which processes of a rig are killed, each once: those that the product names, and those of the stage program.</summary>
/// <param name="folder">Folder in which a file names a point that is armed.</param>
internal sealed class RigPoints(string folder)
{
    /// <summary>Name of the folder inside that of the rig.</summary>
    public const string Name = "points";

    /// <summary>Says that the next process that passes a point is killed there.</summary>
    /// <param name="point">Name of the point.</param>
    public void Arm(string point)
    {
        File.Delete(UsedFile(point));
        File.WriteAllText(Path.Combine(folder, point), string.Empty);
    }

    /// <summary>Whether a process was killed at a point since it was armed.</summary>
    /// <param name="point">Name of the point.</param>
    public bool WasReached(string point) => File.Exists(UsedFile(point));

    private string UsedFile(string point) => Path.Combine(folder, point + ".used");
}
