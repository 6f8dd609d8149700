using PiCIE.Pipeline.StageProcesses;

namespace PiCIE.Pipeline.Work.Checkpoints;

/// <summary>
/// Carries an attempt's checkpoints into store and database, beside the work, which never waits for them. Of those that wait only the newest is kept. A store that
/// refuses one costs that one; a database that does not answer delays it.
/// </summary>
/// <param name="folder">Folder of the attempt.</param>
/// <param name="drain">Brings the points so far into the database; false where the attempt does not count any more.</param>
/// <param name="keep">Stores and records one; false where the attempt does not count any more.</param>
/// <param name="refused">Called when the attempt does not count any more.</param>
/// <param name="kept">Called for each that is recorded.</param>
/// <param name="tell">Takes a sentence for people.</param>
/// <param name="clock">Gives the time.</param>
internal sealed class CheckpointPump(
    AttemptFolder folder,
    Func<Task<bool>> drain,
    Func<PendingCheckpoint, Task<bool>> keep,
    Action refused,
    Action<PendingCheckpoint> kept,
    Action<string> tell,
    TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SemaphoreSlim _added = new(0, 1);
    private PendingCheckpoint? _waiting;

    /// <summary>Takes a checkpoint. It neither waits nor throws.</summary>
    public void Add(PendingCheckpoint checkpoint)
    {
        PendingCheckpoint? passed;
        lock (_gate)
        {
            (passed, _waiting) = (_waiting, checkpoint);
            if (_added.CurrentCount == 0)
            {
                _added.Release();
            }
        }

        if (passed is not null)
        {
            Remove(passed);
        }
    }

    /// <summary>Carries checkpoints until it is stopped; one that waits then stays.</summary>
    /// <param name="stop">Ends the pump.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await _added.WaitAsync(stop);
                while (!await TryFlushAsync())
                {
                    await Task.Delay(Pause, clock, stop);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Stores and records the one that waits.</summary>
    /// <exception cref="System.Data.Common.DbException">The database refuses service; the checkpoint waits on.</exception>
    public async Task FlushAsync()
    {
        await _turn.WaitAsync();
        try
        {
            while (Take() is { } checkpoint)
            {
                await KeepAsync(checkpoint);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        _added.Dispose();
    }

    private async Task<bool> TryFlushAsync()
    {
        try
        {
            await FlushAsync();
            return true;
        }
        catch (Exception exception) when (StorageErrors.IsPassing(exception))
        {
            // The points of the same attempt meet the same database, and their pump tells of it.
            return false;
        }
    }

    private PendingCheckpoint? Take()
    {
        lock (_gate)
        {
            PendingCheckpoint? taken = _waiting;
            _waiting = null;
            return taken;
        }
    }

    private async Task KeepAsync(PendingCheckpoint checkpoint)
    {
        try
        {
            if (await drain() && await keep(checkpoint))
            {
                kept(checkpoint);
            }
            else
            {
                refused();
            }

            Remove(checkpoint);
        }
        catch (Exception exception) when (StorageErrors.IsPassing(exception))
        {
            PutBack(checkpoint);
            throw;
        }
        catch (Exception exception)
        {
            tell($"The checkpoint after epoch {checkpoint.Told.Epochs} cannot be stored, and the work goes on without it: {exception.Message}");
            Remove(checkpoint);
        }
    }

    /// <summary>Lets a checkpoint wait again, unless a newer one came meanwhile.</summary>
    private void PutBack(PendingCheckpoint checkpoint)
    {
        lock (_gate)
        {
            if (_waiting is null)
            {
                _waiting = checkpoint;
                return;
            }
        }

        Remove(checkpoint);
    }

    private void Remove(PendingCheckpoint checkpoint) => ScratchFolder.TryRemove(Path.Combine(folder.Checkpoints, Path.GetFileName(checkpoint.Told.Folder)));
}
