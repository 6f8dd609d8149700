namespace PiCIE.Stages.Protocol;

/// <summary>
/// Listens on standard input after the order. A line <c>stop</c> asks to end at the next point from which the work can go on; the end
/// of input (cancel, or the supervisor is gone) asks to end after this batch. This version keeps no checkpoints, so both end the work
/// after the batch in hand, and the next attempt starts anew.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    /// <summary>A work loop that has not looked at the token for this long is ended from outside.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();

    /// <summary>Canceled when the work is to end.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Starts to listen.</summary>
    public void Listen(TextReader input)
    {
        Thread listener = new(() => Read(input)) { IsBackground = true, Name = "stop signal" };
        listener.Start();
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private void Read(TextReader input)
    {
        while (input.ReadLine() is { } line && line.Trim() != "stop")
        {
            // Unknown words from a newer supervisor change nothing.
        }

        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            return;
        }

        Thread.Sleep(Patience);
        Environment.Exit(ExitCodes.Interrupted);
    }
}
