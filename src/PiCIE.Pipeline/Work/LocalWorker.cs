using PiCIE.Pipeline.Observing;

namespace PiCIE.Pipeline.Work;

/// <summary>Works on one experiment in this process until it has ended.</summary>
public sealed class LocalWorker
{
    /// <summary>Takes the lock of the home, clears what a dead process left, and works until the experiment has ended.</summary>
    /// <param name="experimentId">Id of the experiment.</param>
    /// <param name="observer">Who watches.</param>
    /// <param name="stop">Ends the stage in work at a point where something is saved, and starts no other.</param>
    /// <param name="stopNow">Ends the stage in work at once.</param>
    /// <exception cref="PicieException">Another process works on this home, or the stage program is missing.</exception>
    public Task<WorkOutcome> RunAsync(
        Guid experimentId, IRunObserver observer, CancellationToken stop, CancellationToken stopNow = default) =>
        throw new InvalidOperationException("interim");
}
