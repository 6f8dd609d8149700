namespace PiCIE.Pipeline.Homes;

/// <summary>
/// The sign of life of a process that wants runs as long as it lives. It takes the lock before it submits, so a row of <c>followers</c> whose lock is
/// free belongs to a process that died.
/// </summary>
internal sealed class FollowerLock : IDisposable
{
    private readonly FileStream _held;

    private FollowerLock(Guid id, FileStream held) => (Id, _held) = (id, held);

    /// <summary>Id of the follower: of its row, and the name of its file.</summary>
    public Guid Id { get; }

    /// <summary>Takes a lock of a new id.</summary>
    /// <param name="home">The home.</param>
    public static FollowerLock Take(PicieHome home)
    {
        Guid id = Guid.CreateVersion7();
        Directory.CreateDirectory(home.FollowersFolder);
        return new FollowerLock(id, LockFile.TryTake(FileOf(home, id)) ?? throw new IOException($"{FileOf(home, id)} is locked, and no other process knows its name"));
    }

    /// <summary>Returns whether the process of a follower lives.</summary>
    /// <param name="home">The home.</param>
    /// <param name="id">Id of the follower.</param>
    public static bool IsAlive(PicieHome home, Guid id) => LockFile.IsTaken(FileOf(home, id));

    /// <summary>Removes the file of a follower that died.</summary>
    /// <param name="home">The home.</param>
    /// <param name="id">Id of the follower.</param>
    public static void Remove(PicieHome home, Guid id) => File.Delete(FileOf(home, id));

    public void Dispose()
    {
        try
        {
            File.Delete(_held.Name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The home was renamed or removed; an empty file that nobody locks means nothing.
        }

        _held.Dispose();
    }

    private static string FileOf(PicieHome home, Guid id) => Path.Combine(home.FollowersFolder, $"{id:N}");
}
