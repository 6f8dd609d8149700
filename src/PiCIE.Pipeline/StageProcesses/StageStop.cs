using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PiCIE.Pipeline.StageProcesses;

/// <summary>Stops a stage process: first asks, then closes its input, then SIGTERM, then SIGKILL. Also ends one that is stuck.</summary>
internal sealed class StageStop : IDisposable
{
    private const int SigTerm = 15;

    private readonly Process process;
    private readonly StageProcessTimes times;
    private readonly Lock gate = new();
    private readonly ITimer next;
    private readonly ITimer stall;
    private Step step = Step.Running;
    private bool disposed;

    public StageStop(Process process, StageProcessTimes times, TimeProvider clock)
    {
        this.process = process;
        this.times = times;
        next = clock.CreateTimer(_ => Advance(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        stall = clock.CreateTimer(_ => OnStall(), null, times.Stall, Timeout.InfiniteTimeSpan);
    }

    private enum Step
    {
        Running,
        Asked,
        InputClosed,
        Terminated,
        Killed,
    }

    /// <summary>Whether anybody asked it to stop.</summary>
    public bool Asked { get; private set; }

    /// <summary>Whether it was ended because it said nothing.</summary>
    public bool Stalled { get; private set; }

    /// <summary>It said something.</summary>
    public void StallWatch()
    {
        lock (gate)
        {
            if (!disposed)
            {
                stall.Change(times.Stall, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Asks it to stop where something is saved.</summary>
    public void Ask()
    {
        lock (gate)
        {
            if (step == Step.Running && !disposed)
            {
                Asked = true;
                Advance();
            }
        }
    }

    /// <summary>Asks it to stop at once.</summary>
    public void AskNow()
    {
        lock (gate)
        {
            Asked = true;
            if (step is Step.Running or Step.Asked && !disposed)
            {
                step = Step.Asked;
                Advance();
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
        }

        next.Dispose();
        stall.Dispose();
    }

    private void OnStall()
    {
        lock (gate)
        {
            if (step == Step.Running && !disposed)
            {
                Stalled = true;
                step = Step.Asked;
                Advance();
            }
        }
    }

    private void Advance()
    {
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            step++;
            TimeSpan wait = step switch
            {
                Step.Asked => Try(() => Say("stop"), times.Drain),
                Step.InputClosed => Try(process.StandardInput.Close, times.Terminate),
                Step.Terminated => Try(Terminate, times.Kill),
                _ => Try(() => process.Kill(entireProcessTree: true), Timeout.InfiniteTimeSpan),
            };
            next.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    private void Say(string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
    }

    private void Terminate()
    {
        if (!OperatingSystem.IsWindows() && !process.HasExited)
        {
            _ = SendSignal(process.Id, SigTerm);
        }
    }

    /// <summary>A process that is gone already needs no stopping.</summary>
    private static TimeSpan Try(Action action, TimeSpan wait)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or Win32Exception or AggregateException)
        {
        }

        return wait;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
