using System.Globalization;
using System.Text.Json;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Pipeline.Work;

/// <summary>
/// The right to work on a home. The operating system holds it for the process and lets go of it when the process ends, however that
/// comes; who holds it is said in a file beside it, for the locked file itself cannot be read by others everywhere.
/// </summary>
public sealed class WorkerLock : IDisposable
{
    private readonly FileStream _held;
    private readonly string _holderFile;

    private WorkerLock(FileStream held, string holderFile)
    {
        _held = held;
        _holderFile = holderFile;
    }

    /// <summary>Takes the lock.</summary>
    /// <param name="home">The home.</param>
    /// <param name="experiment">What the holder works on, for people.</param>
    /// <exception cref="PicieException">Another process holds it; the message names it.</exception>
    public static WorkerLock Take(PicieHome home, string experiment)
    {
        string holderFile = home.WorkerLock + ".holder";
        Directory.CreateDirectory(home.Root);
        FileStream held;
        try
        {
            held = new FileStream(home.WorkerLock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (File.Exists(home.WorkerLock))
        {
            throw Taken(home, ReadHolder(holderFile), exception);
        }

        LockHolder me = new(Environment.ProcessId, Environment.MachineName, DateTimeOffset.UtcNow, experiment);
        File.WriteAllText(holderFile, DocumentJson.Write(me));
        return new WorkerLock(held, holderFile);
    }

    /// <summary>Lets go of it.</summary>
    public void Dispose()
    {
        File.Delete(_holderFile);
        _held.Dispose();
    }

    private static LockHolder? ReadHolder(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<LockHolder>(File.ReadAllText(file), DocumentJson.Options);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
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

    /// <summary>Who holds the lock.</summary>
    private sealed record LockHolder(int Pid, string Host, DateTimeOffset Since, string Experiment);
}
