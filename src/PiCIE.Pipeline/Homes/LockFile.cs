namespace PiCIE.Pipeline.Homes;

/// <summary>A lock of the operating system on a file of a home. It dies with the process that holds it, in whatever way that ends.</summary>
internal static class LockFile
{
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(20);
    private const int Tries = 10;

    /// <summary>
    /// Takes the lock; its folder exists. A process that only looks holds the lock for an instant, so it is tried again before it counts as taken.
    /// </summary>
    /// <param name="file">The file, which is made where it is missing.</param>
    /// <returns>The lock, which its disposal gives back; null where another process holds it.</returns>
    public static FileStream? TryTake(string file)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                if (tries == Tries)
                {
                    return null;
                }

                Thread.Sleep(LookPause);
            }
        }
    }

    /// <summary>Returns whether a process holds the lock at this moment. It changes nothing, also in a home that cannot be written.</summary>
    /// <param name="file">The file; one that is missing is not locked.</param>
    public static bool IsTaken(string file)
    {
        try
        {
            using FileStream free = new(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
