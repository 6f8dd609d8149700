namespace PiCIE.Pipeline.Work;

/// <summary>
/// Sends the heartbeat of an attempt from its start to its end: while inputs are checked, while the stage computes, while a result is stored or held. A
/// database that does not answer ends nothing; an attempt that does not count any more does.
/// </summary>
internal sealed class Heartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource _refused = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _sending;

    /// <summary>Begins to send.</summary>
    /// <param name="send">Sends one; false where the attempt does not count any more.</param>
    /// <param name="interval">Time between two.</param>
    /// <param name="clock">Gives the time.</param>
    public Heartbeat(Func<Task<bool>> send, TimeSpan interval, TimeProvider clock) => _sending = Task.Run(() => SendAsync(send, interval, clock));

    /// <summary>Raised when the attempt does not count any more.</summary>
    public CancellationToken Refused => _refused.Token;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _sending;
        _ended.Dispose();
        _refused.Dispose();
    }

    private async Task SendAsync(Func<Task<bool>> send, TimeSpan interval, TimeProvider clock)
    {
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(interval, clock, _ended.Token);
                if (!await send())
                {
                    await _refused.CancelAsync();
                    return;
                }
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (StorageErrors.IsPassing(exception))
            {
                // The next one may get through.
            }
        }
    }
}
