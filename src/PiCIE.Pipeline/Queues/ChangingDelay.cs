namespace PiCIE.Pipeline.Queues;

/// <summary>Waits for a time that may become shorter meanwhile: who was told to wait minutes hears within a second that it is seconds now.</summary>
internal static class ChangingDelay
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1);

    /// <summary>Waits until as much time has passed as is asked for at that moment.</summary>
    /// <param name="time">Returns the time.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="cancel">Cancels the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was canceled.</exception>
    public static async Task WaitAsync(Func<TimeSpan> time, TimeProvider clock, CancellationToken cancel)
    {
        long began = clock.GetTimestamp();
        while (time() - clock.GetElapsedTime(began) is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left < Slice ? left : Slice, clock, cancel);
        }
    }
}
