namespace PiCIE.Pipeline;

/// <summary>
/// The rule for each file that a command writes where a person says: nothing may be there, and its folder must be there, for a folder that is
/// made by a slip of the pen is looked for later.
/// </summary>
public static class NewFile
{
    /// <summary>Refuses a path at which no new file can be made.</summary>
    /// <param name="file">Absolute path of the file.</param>
    /// <exception cref="PicieException">Something is there already, or its folder is not there.</exception>
    public static void Require(string file)
    {
        if (Path.Exists(file))
        {
            throw new PicieException(
                "file-exists", $"{file} is there already; nothing is overwritten.", file, "Name another file, or move that one away.", ProblemKind.Conflict);
        }

        if (Path.GetDirectoryName(file) is { } folder && !Directory.Exists(folder))
        {
            throw new PicieException(
                "no-folder", $"{file} cannot be written: there is no folder {folder}.", file, "Make the folder, or name a file in another one.", ProblemKind.Input);
        }
    }

    /// <summary>Returns the error of a file that the system did not let be written, with the name that the person gave and never that of a draft.</summary>
    /// <param name="file">Absolute path of the file.</param>
    /// <param name="cause">What the system said.</param>
    public static PicieException Unwritable(string file, Exception cause) => new(
        "cannot-write", $"{file} cannot be written: {(cause is UnauthorizedAccessException ? "its folder takes no new files" : "its disk is full, or takes no files")}.", file,
        "Check rights and room there, or name a file in another folder.", ProblemKind.Environment, cause);
}
