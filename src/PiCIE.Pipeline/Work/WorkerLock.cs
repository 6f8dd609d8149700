using System.Globalization;
using System.Text.Json;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Pipeline.Work;

/// <summary>
/// The right to work on a home. The operating system holds it for the process and lets go of it when the process ends, in whatever way. A
/// file beside the lock names the holder, for the locked file itself cannot be read by others everywhere.
/// </summary>
public sealed class WorkerLock : IDisposable
{
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(20);
    private const int Tries = 10;

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
    /// <param name="experiment">Experiment that the holder works on, for people.</param>
    /// <exception cref="PicieException">Another process holds it; the message names it.</exception>
    public static WorkerLock Take(PicieHome home, string experiment)
    {
        string holderFile = HolderFile(home);
        Directory.CreateDirectory(home.Root);
        FileStream held = Open(home, holderFile);
        string holder = DocumentJson.Write(new LockHolder(Guid.NewGuid(), Environment.ProcessId, Environment.MachineName, DateTimeOffset.UtcNow, experiment));
        File.WriteAllText(holderFile, holder);
        return new WorkerLock(held, holderFile, holder);
    }

    /// <summary>Tells who works on a home at this moment; null where nobody does. It changes nothing, also in a home that cannot be written.</summary>
    /// <param name="home">The home.</param>
    public static LockHolder? HolderOf(PicieHome home)
    {
        try
        {
            using FileStream free = new(home.WorkerLock, FileMode.Open, FileAccess.Read, FileShare.Read);
            return null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return null;
        }
        catch (IOException)
        {
            return ReadHolder(HolderFile(home)) ?? LockHolder.Unknown;
        }
    }

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
            throw new PicieException(
                "home-moved", $"{home.Root} is not the folder any more in which this work began: it was renamed, removed or replaced.", home.Root,
                "Set PICIE_HOME to where the folder is now, and run the same command again: it goes on from what is done.", ProblemKind.Environment);
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

    /// <summary>
    /// Opens the locked file. A process that only looks holds the lock for an instant, so one more try is made before the lock counts as
    /// taken.
    /// </summary>
    private static FileStream Open(PicieHome home, string holderFile)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(home.WorkerLock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (File.Exists(home.WorkerLock))
            {
                if (tries == Tries)
                {
                    throw Taken(home, ReadHolder(holderFile), exception);
                }

                Thread.Sleep(LookPause);
            }
        }
    }

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

    private static PicieException Taken(PicieHome home, LockHolder? holder, Exception inner) => new(
        "home-in-work",
        holder is null
            ? $"Another process works on {home.Root}."
            : $"The process {holder.Pid} on {holder.Host} works on {home.Root} since {holder.Since.ToString("u", CultureInfo.InvariantCulture)}; its experiment is {holder.Experiment}.",
        home.WorkerLock,
        "Wait until it has ended, or set PICIE_HOME to another folder. What was submitted stays submitted.",
        ProblemKind.Conflict,
        inner);
}
