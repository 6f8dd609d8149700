using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PiCIE.Pipeline.StageProcesses;

/// <summary>
/// Stops a stage process. Asked to stop, the process goes on to its next checkpoint, or to its end where it keeps none; asked to stop now, its input is closed, then
/// come SIGTERM and SIGKILL. A process that stays silent is ended in the same way.
/// </summary>
internal sealed class StageStop : IDisposable
{
    private const int SigTerm = 15;

    private readonly Process _process;
    private readonly StageProcessTimes _times;
    private readonly Lock _gate = new();
    private readonly ITimer _next;
    private readonly ITimer _stall;
    private Step _step = Step.Running;
    private bool _disposed;

    public StageStop(Process process, StageProcessTimes times, TimeProvider clock)
    {
        _process = process;
        _times = times;
        _next = clock.CreateTimer(_ => Advance(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _stall = clock.CreateTimer(_ => OnStall(), null, times.Stall, Timeout.InfiniteTimeSpan);
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

    /// <summary>Whether the process was ended because it said nothing.</summary>
    public bool Stalled { get; private set; }

    /// <summary>Restarts the stall timer; called for every line that the process writes.</summary>
    public void NoteSignOfLife()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _stall.Change(_times.Stall, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Asks the process to stop where something is saved, and waits for that without end.</summary>
    public void Ask()
    {
        lock (_gate)
        {
            if (_step == Step.Running && !_disposed)
            {
                Asked = true;
                Advance();
            }
        }
    }

    /// <summary>Asks the process to stop at once.</summary>
    public void AskNow()
    {
        lock (_gate)
        {
            Asked = true;
            if (_step is Step.Running or Step.Asked && !_disposed)
            {
                _step = Step.Asked;
                Advance();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _next.Dispose();
        _stall.Dispose();
    }

    private void OnStall()
    {
        lock (_gate)
        {
            if (_step is Step.Running or Step.Asked && !_disposed)
            {
                Stalled = true;
                _step = Step.Asked;
                Advance();
            }
        }
    }

    private void Advance()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _step++;
            _next.Change(WaitAfter(_step), Timeout.InfiniteTimeSpan);
            try
            {
                Take(_step);
            }
            catch (Exception exception) when (exception is IOException or InvalidOperationException or Win32Exception or AggregateException)
            {
                // A process that is gone already needs no stopping.
            }
        }
    }

    private TimeSpan WaitAfter(Step step) => step switch
    {
        Step.InputClosed => _times.Terminate,
        Step.Terminated => _times.Kill,
        Step.Running or Step.Asked or Step.Killed => Timeout.InfiniteTimeSpan,
        _ => throw new UnreachableException(),
    };

    private void Take(Step step)
    {
        switch (step)
        {
            case Step.Asked:
                Say("stop");
                break;
            case Step.InputClosed:
                _process.StandardInput.Close();
                break;
            case Step.Terminated:
                Terminate();
                break;
            default:
                _process.Kill(entireProcessTree: true);
                break;
        }
    }

    private void Say(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    private void Terminate()
    {
        if (!OperatingSystem.IsWindows() && !_process.HasExited)
        {
            _ = SendSignal(_process.Id, SigTerm);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
