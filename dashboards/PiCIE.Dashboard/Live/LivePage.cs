using Microsoft.AspNetCore.Components;
using PiCIE.Pipeline;
using PiCIE.Server.Feeds;

namespace PiCIE.Dashboard.Live;

/// <summary>
/// A page that follows the events: it reads when it opens and after each batch of events, at most three times a second, and says in words what cannot be read. What it shows stays while it reads again.
/// </summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private const int MostFollowers = 500;
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(350);

    private readonly CancellationTokenSource _closed = new();
    private bool _isDisposed;

    /// <summary>Rings when something happened.</summary>
    [Inject]
    public EventBell Bell { get; set; } = null!;

    /// <summary>Asks the application layer.</summary>
    [Inject]
    internal Questions Questions { get; set; } = null!;

    /// <summary>What could not be read; null where all was.</summary>
    protected PicieException? Trouble { get; private set; }

    /// <summary>Cancels what the page asks when it closes.</summary>
    protected CancellationToken Closed => _closed.Token;

    /// <summary>Time after which the page reads again though nothing happened; null waits for events alone.</summary>
    protected virtual TimeSpan? Again => null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the page.</summary>
    /// <param name="disposing">Whether it is closed and not collected.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _closed.Cancel();
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => _ = InvokeAsync(FollowOrFailAsync);

    /// <summary>Reads what the page shows.</summary>
    /// <param name="isNews">Whether it reads because something happened, and not because it was opened or its address changed.</param>
    protected abstract Task ReadAsync(bool isNews);

    /// <summary>Reads now.</summary>
    /// <param name="isNews">Whether something happened.</param>
    protected Task RefreshAsync(bool isNews) => TryAsync(() => ReadAsync(isNews));

    /// <summary>Does something that asks the application layer; what it refuses or cannot do is told on the page.</summary>
    /// <param name="act">What is done.</param>
    protected async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            Trouble = null;
        }
        catch (PicieException error)
        {
            Trouble = error;
        }
        catch (OperationCanceledException) when (Closed.IsCancellationRequested)
        {
            return;
        }

        if (!_isDisposed)
        {
            StateHasChanged();
        }
    }

    private async Task FollowOrFailAsync()
    {
        try
        {
            await FollowAsync();
        }
        catch (Exception exception) when (!Closed.IsCancellationRequested)
        {
            // Nobody waits for this task: the frame shows the failure in place of the page.
            await DispatchExceptionAsync(exception);
        }
        catch (OperationCanceledException)
        {
            // The page closes.
        }
    }

    private async Task FollowAsync()
    {
        using IDisposable? following = Bell.TryFollow(MostFollowers);
        // The first ring may be for what happened before this page was opened; it was read already.
        Task ring = Bell.NextRing();
        await RefreshAsync(isNews: false);
        while (!Closed.IsCancellationRequested)
        {
            await Task.WhenAny(ring, Task.Delay(Again ?? Timeout.InfiniteTimeSpan, Closed));
            if (Closed.IsCancellationRequested)
            {
                return;
            }

            await Task.WhenAny(Task.Delay(Batch, Closed));
            ring = ring.IsCompleted ? Bell.NextRing() : ring;
            await RefreshAsync(isNews: true);
        }
    }
}
