using System.ComponentModel;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Work;

/// <summary>
/// Waits until the stage processes of a worker that died are gone: one that was in the middle of a batch goes on to its end, and two that compute at
/// once take each other's processors and memory. One that stays is ended.
/// </summary>
internal sealed class FormerProcesses(OpenDatabase database)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SameStart = TimeSpan.FromSeconds(1);

    /// <summary>Time for which a process may end by itself, and then once more until it counts as gone.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Waits for the processes of all attempts that are open.</summary>
    /// <param name="program">The stage program; a process of another one is not ended.</param>
    /// <param name="tell">Takes a sentence for people where it has to wait.</param>
    /// <param name="cancel">Stops the wait.</param>
    public async Task WaitAsync(StageExecutable program, Action<string> tell, CancellationToken cancel)
    {
        string here = $"{Environment.MachineName}:";
        await using PicieContext context = await database.OpenAsync(cancel);
        var former = await context.Attempts
            .Where(attempt => attempt.EndedAt == null && attempt.Pid != null && attempt.ProcessStartedAt != null && attempt.Worker.StartsWith(here))
            .Select(attempt => new { attempt.Pid, attempt.ProcessStartedAt, attempt.Worker }).ToListAsync(cancel);
        foreach (var one in former)
        {
            using Process? process = Find(one.Pid!.Value, one.ProcessStartedAt!.Value);
            if (process is null || await EndsAsync(process, cancel))
            {
                continue;
            }

            tell($"the stage process {process.Id} of {one.Worker}, which is gone, does not end by itself and is ended");
            if (Path.GetFileName(program.Command().File).StartsWith(process.ProcessName, StringComparison.Ordinal))
            {
                process.Kill(entireProcessTree: true);
                await EndsAsync(process, cancel);
            }
        }
    }

    private async Task<bool> EndsAsync(Process process, CancellationToken cancel)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!process.HasExited)
        {
            if (watch.Elapsed > Patience)
            {
                return false;
            }

            await Task.Delay(Look, cancel);
        }

        return true;
    }

    /// <summary>Returns the process, unless it has ended and its number belongs to another one now.</summary>
    private static Process? Find(int pid, DateTimeOffset startedAt)
    {
        try
        {
            Process found = Process.GetProcessById(pid);
            return (found.StartTime.ToUniversalTime() - startedAt.UtcDateTime).Duration() < SameStart ? found : null;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
