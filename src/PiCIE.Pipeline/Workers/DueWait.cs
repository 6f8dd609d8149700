using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Queues;

namespace PiCIE.Pipeline.Workers;

/// <summary>Waits for a change of the queue. Where nobody tells of one for a while, something may be due that nobody tells: the end of an offer, or of the wait before another try.</summary>
/// <param name="written">Raised at a change.</param>
/// <param name="registry">Knows what is due.</param>
/// <param name="times">Time after which it is asked.</param>
internal sealed class DueWait(CoalescedSignal written, WorkerRegistry registry, QueueTimes times)
{
    /// <summary>Waits until something was told or is due.</summary>
    /// <param name="longest">Longest wait.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public async Task ForAsync(TimeSpan longest, CancellationToken stop)
    {
        if (await written.WaitAsync(longest < times.Look ? longest : times.Look, stop) || longest <= times.Look)
        {
            return;
        }

        if (await registry.UntilDueAsync(longest, stop) - times.Look is var rest && rest > TimeSpan.Zero)
        {
            await written.WaitAsync(rest, stop);
        }
    }
}
