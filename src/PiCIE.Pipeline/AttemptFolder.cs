using System.Globalization;

namespace PiCIE.Pipeline;

/// <summary>The folder of one attempt below <c>work/</c>: its scratch, its spool and, once there is one, its result.</summary>
/// <param name="Root">Absolute path.</param>
/// <param name="Stage">Id of the stage.</param>
/// <param name="Attempt">Number of the attempt.</param>
public sealed record AttemptFolder(string Root, Guid Stage, int Attempt)
{
    /// <summary>The folder that takes the files of the stage process.</summary>
    public string Scratch => Path.Combine(Root, "files");

    /// <summary>The folder that takes the checkpoints of the stage process, until they are stored.</summary>
    public string Checkpoints => Path.Combine(Root, "checkpoints");

    /// <summary>File of the points that the database has not taken yet.</summary>
    public string Spool => Path.Combine(Root, "points.spool");

    /// <summary>File of the complete result, which is written before its commit is tried.</summary>
    public string Result => Path.Combine(Root, "result.json");

    /// <summary>Reads the name of a folder; null where it is not that of an attempt.</summary>
    /// <param name="path">Absolute path of the folder.</param>
    public static AttemptFolder? Of(string path) =>
        Path.GetFileName(path).Split('-') is [string stage, string attempt]
        && Guid.TryParseExact(stage, "N", out Guid id)
        && int.TryParse(attempt, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? new AttemptFolder(path, id, number)
            : null;
}
