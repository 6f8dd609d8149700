using PiCIE.Pipeline.Queues;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>
/// Sends the heartbeat of an attempt from its start to its end, and looks meanwhile whether somebody wants it: while inputs are checked, while the
/// stage computes, while a result is stored or held. A database that does not answer ends nothing; an attempt that does not count any more does.
/// </summary>
internal sealed class Heartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource _refused = new();
    private readonly CancellationTokenSource _unwanted = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _sending;
    private readonly Task _looking;

    /// <summary>Begins to send and to look.</summary>
    /// <param name="send">Sends one; false where the attempt does not count any more.</param>
    /// <param name="interval">Returns the time between two, which may change while the attempt goes on.</param>
    /// <param name="look">Looks whether the attempt should go on.</param>
    /// <param name="between">Time between two looks.</param>
    /// <param name="clock">Gives the time.</param>
    public Heartbeat(Func<Task<bool>> send, Func<TimeSpan> interval, Func<Task<AttemptStanding>> look, TimeSpan between, TimeProvider clock)
    {
        _sending = Task.Run(() => RepeatAsync(async () => await send() ? AttemptStanding.GoesOn : AttemptStanding.Refused, interval, clock));
        _looking = Task.Run(() => RepeatAsync(look, () => between, clock));
    }

    /// <summary>Raised when the attempt does not count any more.</summary>
    public CancellationToken Refused => _refused.Token;

    /// <summary>Raised when nobody wants the attempt at present.</summary>
    public CancellationToken Unwanted => _unwanted.Token;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await Task.WhenAll(_sending, _looking);
        _ended.Dispose();
        _refused.Dispose();
        _unwanted.Dispose();
    }

    private async Task RepeatAsync(Func<Task<AttemptStanding>> ask, Func<TimeSpan> interval, TimeProvider clock)
    {
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                await ChangingDelay.WaitAsync(interval, clock, _ended.Token);
                switch (await ask())
                {
                    case AttemptStanding.Refused:
                        await _refused.CancelAsync();
                        return;
                    case AttemptStanding.Unwanted:
                        await _unwanted.CancelAsync();
                        break;
                    default:
                        break;
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
