using PiCIE.Pipeline.Queues;

namespace PiCIE.Pipeline.Workers;

/// <summary>Gives the signs of life of a worker, and hears with them whether it is to end.</summary>
/// <param name="registry">Keeps the rows of workers.</param>
/// <param name="worker">The worker.</param>
/// <param name="contact">Notes when the database was reached.</param>
/// <param name="times">Time between two signs of life.</param>
/// <param name="clock">Clock of the process.</param>
internal sealed class WorkerHeartbeat(WorkerRegistry registry, WorkerIdentity worker, UnbrokenContact contact, QueueTimes times, TimeProvider clock)
{
    /// <summary>Gives them until it is stopped.</summary>
    /// <param name="endBecause">Called with the reason each time that the worker is found to be asked to end.</param>
    /// <param name="stop">Stops it.</param>
    public async Task RunAsync(Action<string> endBecause, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                (DateTimeOffset now, string? end) = await registry.BeatAsync(worker, CancellationToken.None);
                contact.Reached(now);
                if (end is not null)
                {
                    endBecause(end);
                }
            }
            catch (Exception exception) when (StorageErrors.IsPassing(exception))
            {
                // The next one may get through; until a whole lease of them did, nobody is taken for dead.
            }

            try
            {
                await ChangingDelay.WaitAsync(() => times.Heartbeat, clock, stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
