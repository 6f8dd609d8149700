using System.Diagnostics;

namespace PiCIE.Stages.Protocol;

/// <summary>
/// Listens on standard input after the order. A line <c>stop</c> asks to end at the next checkpoint, and work that keeps none goes on to its end; the end
/// of input (cancel, or the supervisor is gone) asks to end after this batch.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    /// <summary>Time that the work loop may take to end after its input did. Nobody waits for this process then, so it ends itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _stopAtCheckpoint = new();

    /// <summary>Canceled when the work is to end after the batch in hand.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Canceled when the work is to end at its next checkpoint.</summary>
    public CancellationToken AtCheckpoint => _stopAtCheckpoint.Token;

    /// <summary>Starts to listen.</summary>
    public void Listen(TextReader input)
    {
        Thread listener = new(() => Read(input)) { IsBackground = true, Name = "stop signal" };
        listener.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _stopAtCheckpoint.Dispose();
    }

    private void Read(TextReader input)
    {
        while (input.ReadLine() is { } line)
        {
            // Unknown words from a newer supervisor change nothing.
            if (line.Trim() == "stop")
            {
                Cancel(_stopAtCheckpoint);
            }
        }

        Cancel(_stop);
        Thread.Sleep(Patience);

        // A loop in native code hears no token, and exit handlers may wait for it: only the system ends such a process for certain.
        using Process self = Process.GetCurrentProcess();
        self.Kill();
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work has ended already.
        }
    }
}
