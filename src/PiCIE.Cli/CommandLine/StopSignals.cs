using System.Runtime.InteropServices;
using PiCIE.Cli.Terminals;

namespace PiCIE.Cli.CommandLine;

/// <summary>
/// Listens for Ctrl-C, SIGTERM and the end of the terminal (SIGHUP) while a command works. The first asks it to stop at a point from
/// which the same command goes on, the second to stop now. The third ends the process where it stands; its stage process ends with it. Whoever sends SIGTERM or SIGHUP
/// kills soon afterwards, so after one of these the command stops by itself when <see cref="Drain"/> is over.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly PosixSignal[] Heard = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    /// <summary>Time from SIGTERM or SIGHUP until the command stops at once.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(20);

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

    /// <summary>Returns the sentence that the first signal is answered with.</summary>
    public Func<string> Answer { get; set; } = static () => "Stopping.";

    /// <summary>Starts to listen.</summary>
    /// <param name="terminal">Terminal on which the first signal is answered.</param>
    public static StopSignals Listen(Terminal terminal)
    {
        StopSignals signals = new(terminal);
        foreach (PosixSignal signal in Heard)
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
        if (context.Signal == PosixSignal.SIGHUP)
        {
            ClosedTerminal.Forget();
        }

        switch (Interlocked.Increment(ref _count))
        {
            case 1:
                _terminal.Tell(Answer());
                _stop.Cancel();
                if (context.Signal != PosixSignal.SIGINT)
                {
                    _terminal.Tell($"In {Drain.TotalSeconds:0} seconds it stops at once.");
                    _stopNow.CancelAfter(Drain);
                }

                break;
            case 2:
                _terminal.Tell("Stopping at once.");
                _stopNow.Cancel();
                break;
            default:
                Environment.Exit((int)ExitStatus.Interrupted);
                break;
        }
    }
}
