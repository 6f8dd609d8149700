using System.Globalization;
using System.Text.Json;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Homes;

namespace PiCIE.Pipeline.Work;

/// <summary>
/// The right to work on a home. The operating system holds it for the process and lets go of it when the process ends, in whatever way. A
/// file beside the lock names the holder, for the locked file itself cannot be read by others everywhere.
/// </summary>
public sealed class WorkerLock : IDisposable
{
    private readonly FileStream _held;
    private readonly string _holderFile;
    private readonly string _holder;

    private WorkerLock(FileStream held, string holderFile, string holder)
    {
        _held = held;
        _holderFile = holderFile;
        _holder = holder;
    }

    /// <summary>Takes the lock.</summary>
    /// <param name="home">The home.</param>
    /// <param name="subject">What the holder works on, for people.</param>
    /// <exception cref="PicieException">Another process holds it; the message names it.</exception>
    public static WorkerLock Take(PicieHome home, string subject) => TryTake(home, subject) ?? throw Taken(home, ReadHolder(HolderFile(home)));

    /// <summary>Takes the lock, unless another process holds it.</summary>
    /// <param name="home">The home.</param>
    /// <param name="subject">What the holder works on, for people.</param>
    /// <returns>The lock; null where another process holds it.</returns>
    public static WorkerLock? TryTake(PicieHome home, string subject)
    {
        string holderFile = HolderFile(home);
        Directory.CreateDirectory(home.Root);
        if (LockFile.TryTake(home.WorkerLock) is not { } held)
        {
            return null;
        }

        string holder = DocumentJson.Write(new LockHolder(Guid.NewGuid(), Environment.ProcessId, Environment.MachineName, DateTimeOffset.UtcNow, subject));
        File.WriteAllText(holderFile, holder);
        return new WorkerLock(held, holderFile, holder);
    }

    /// <summary>Tells who works on a home at this moment; null where nobody does. It changes nothing, also in a home that cannot be written.</summary>
    /// <param name="home">The home.</param>
    public static LockHolder? HolderOf(PicieHome home) =>
        LockFile.IsTaken(home.WorkerLock) ? ReadHolder(HolderFile(home)) ?? LockHolder.Unknown : null;

    /// <summary>
    /// Returns whether the home is still the one whose lock was taken. A folder that was renamed, removed or replaced while the work went
    /// on is not.
    /// </summary>
    public bool IsOfThisHome()
    {
        try
        {
            return File.ReadAllText(_holderFile) == _holder;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A disk that does not answer is another trouble, and may pass.
            return true;
        }
    }

    /// <summary>Refuses to go on in a home that is not the one whose lock was taken: results would be scattered over two.</summary>
    /// <param name="home">The home.</param>
    /// <exception cref="PicieException">The home was renamed, removed or replaced.</exception>
    public void RequireThisHome(PicieHome home)
    {
        if (!IsOfThisHome())
        {
            throw Moved(home);
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose()
    {
        if (IsOfThisHome())
        {
            File.Delete(_holderFile);
        }

        _held.Dispose();
    }

    private static string HolderFile(PicieHome home) => home.WorkerLock + ".holder";

    private static LockHolder? ReadHolder(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<LockHolder>(File.ReadAllText(file), DocumentJson.Options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns the error that a home was renamed, removed or replaced.</summary>
    /// <param name="home">The home.</param>
    internal static PicieException Moved(PicieHome home) => new(
        "home-moved", $"{home.Root} is not the folder any more in which this work began: it was renamed, removed or replaced.", home.Root,
        "Set PICIE_HOME to where the folder is now, and run the same command again: it goes on from what is done.", ProblemKind.Environment);

    private static PicieException Taken(PicieHome home, LockHolder? holder) => new(
        "home-in-work",
        $"{(holder ?? LockHolder.Unknown).InWords} works on {home.Root}{(holder is null ? "" : $" since {holder.Since.ToString("u", CultureInfo.InvariantCulture)}; it works on {holder.Subject}")}.",
        home.WorkerLock,
        "Wait until it has ended, or set PICIE_HOME to another folder. What was submitted stays submitted.",
        ProblemKind.Conflict);
}
