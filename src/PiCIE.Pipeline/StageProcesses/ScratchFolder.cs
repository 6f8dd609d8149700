namespace PiCIE.Pipeline.StageProcesses;

/// <summary>A folder that a stage process works in and that nobody needs afterwards.</summary>
public static class ScratchFolder
{
    /// <summary>Returns how much its files hold, in bytes; what cannot be looked at counts nothing.</summary>
    /// <param name="folder">The folder, there or not.</param>
    public static long BytesOf(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) : 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>Removes it. What cannot be removed stays: no work is worth losing over it.</summary>
    /// <param name="folder">The folder, there or not.</param>
    /// <returns>Whether it is gone.</returns>
    public static bool TryRemove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
