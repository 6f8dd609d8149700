using System.Runtime.InteropServices;
using PiCIE.Cli.Terminals;

namespace PiCIE.Cli.CommandLine;

/// <summary>
/// Ctrl-C (and SIGTERM) while a command works. Once: stop at a point from which the same command goes on. Twice: stop now. Three
/// times: the process ends where it stands.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _stopNow = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Terminal _terminal;
    private int _count;

    private StopSignals(Terminal terminal) => _terminal = terminal;

    /// <summary>Fires with the first signal.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Fires with the second signal.</summary>
    public CancellationToken StopNow => _stopNow.Token;

    /// <summary>Listens from here on.</summary>
    /// <param name="terminal">Where the first signal is answered.</param>
    public static StopSignals Listen(Terminal terminal)
    {
        StopSignals signals = new(terminal);
        foreach (PosixSignal signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            signals._registrations.Add(PosixSignalRegistration.Create(signal, signals.OnSignal));
        }

        return signals;
    }

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _stop.Dispose();
        _stopNow.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        switch (Interlocked.Increment(ref _count))
        {
            case 1:
                _terminal.Tell("Stopping at the next point from which this can go on; Ctrl-C again stops now.");
                _stop.Cancel();
                break;
            case 2:
                _terminal.Tell("Stopping now.");
                _stopNow.Cancel();
                break;
            default:
                Environment.Exit((int)ExitStatus.Interrupted);
                break;
        }
    }
}
