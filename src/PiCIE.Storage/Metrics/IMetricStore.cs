using PiCIE.Experiments.Protocol;

namespace PiCIE.Storage.Metrics;

/// <summary>Keeps the points that attempts report while they work.</summary>
public interface IMetricStore
{
    /// <summary>
    /// Appends a batch. A point that is there already is replaced, for an attempt may report a step again; a batch that is there already is passed over, for
    /// the answer to it may have got lost.
    /// </summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt, the fencing token.</param>
    /// <param name="sequence">Number of the batch within the attempt, from 1.</param>
    /// <param name="points">The points.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>Whether they were taken; false for an attempt that is not the newest or has ended.</returns>
    Task<bool> AppendAsync(Guid stage, int attempt, long sequence, IReadOnlyList<StageMetricPoint> points, CancellationToken cancel);
}
