using System.ComponentModel;
using System.Diagnostics;

namespace PiCIE.Pipeline.StageProcesses;

/// <summary>
/// Ends a stage process when this process exits while the stage still runs, as after a third Ctrl-C. After a <c>kill -9</c> nothing here
/// runs any more: the stage process notices the end of its input and ends itself.
/// </summary>
internal sealed class SupervisorExit : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts to watch.</summary>
    /// <param name="process">The stage process, which was started.</param>
    public SupervisorExit(Process process)
    {
        _process = process;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    public void Dispose() => AppDomain.CurrentDomain.ProcessExit -= OnExit;

    private void OnExit(object? sender, EventArgs arguments)
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // The process is gone already.
        }
    }
}
