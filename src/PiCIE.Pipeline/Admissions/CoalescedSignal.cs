namespace PiCIE.Pipeline.Admissions;

/// <summary>Signals that something changed. Raised many times before somebody looks, it wakes that one once.</summary>
internal sealed class CoalescedSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);
    private readonly Lock _gate = new();

    /// <summary>Raises the signal.</summary>
    public void Raise()
    {
        lock (_gate)
        {
            if (_raised.CurrentCount == 0)
            {
                _raised.Release();
            }
        }
    }

    /// <summary>Waits until the signal is raised, or for a time.</summary>
    /// <param name="atMost">The longest wait.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken stop) => _raised.WaitAsync(atMost, stop);

    public void Dispose() => _raised.Dispose();
}
