using MediatR;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Feeds;

namespace PiCIE.Server.Feeds;

/// <summary>
/// Wakes those who follow the events when there are new ones. One look at the database serves all of them, and none is made while nobody follows.
/// </summary>
/// <param name="scopes">Opens what a look at the database needs.</param>
public sealed class EventBell(IServiceScopeFactory scopes) : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(300);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _disposed = new();
    private TaskCompletionSource _rung = NewRing();
    private int _followers;
    private bool _looks;
    private bool _isDisposed;

    /// <summary>Begins to follow; the disposal of what it returns ends that.</summary>
    /// <param name="most">Most who may follow at once.</param>
    /// <returns>The following; null where that many follow already.</returns>
    public IDisposable? TryFollow(int most)
    {
        lock (_gate)
        {
            if (_followers >= most)
            {
                return null;
            }

            _followers++;
            if (!_looks)
            {
                _looks = true;
                _ = Task.Run(LookAsync);
            }

            return new Following(this);
        }
    }

    /// <summary>Returns what ends when there are new events; taken before the database is read, so that none is missed.</summary>
    public Task NextRing()
    {
        lock (_gate)
        {
            return _rung.Task;
        }
    }

    /// <summary>Ends the looks; nothing rings any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        _disposed.Cancel();
    }

    private async Task LookAsync()
    {
        string? seen = null;
        while (GoesOn())
        {
            try
            {
                string end = await EndAsync(_disposed.Token);
                if (end != seen)
                {
                    seen = end;
                    Ring();
                }

                await Task.Delay(BetweenLooks, _disposed.Token);
            }
            catch (PicieException)
            {
                // The database is away for now: who follows waits.
                await Task.Delay(BetweenLooks, CancellationToken.None);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                // The server ends; the loop sees it.
            }
        }
    }

    private bool GoesOn()
    {
        lock (_gate)
        {
            return _looks = _followers > 0 && !_isDisposed;
        }
    }

    private async Task<string> EndAsync(CancellationToken cancel)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ReadEventsEnd(), cancel);
    }

    private void Ring()
    {
        TaskCompletionSource rung;
        lock (_gate)
        {
            rung = _rung;
            _rung = NewRing();
        }

        rung.SetResult();
    }

    private void End()
    {
        lock (_gate)
        {
            _followers--;
        }
    }

    private static TaskCompletionSource NewRing() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Following(EventBell bell) : IDisposable
    {
        private EventBell? _bell = bell;

        public void Dispose() => Interlocked.Exchange(ref _bell, null)?.End();
    }
}
