using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Metrics;

/// <summary>
/// Says which points of a stage count. An attempt that goes on from a checkpoint does again what came after it, so of the attempt that wrote the checkpoint
/// only the batches before it count, and of attempts that are not on the way to the newest one nothing does.
/// </summary>
public sealed class PointChain
{
    private readonly Dictionary<int, long> _last = [];

    private PointChain()
    {
    }

    /// <summary>Finds what counts: all of the newest attempt that computed, and of each from which it went on what came before the checkpoint.</summary>
    /// <param name="attempts">All attempts at the stage.</param>
    /// <param name="told">Numbers of those that told points.</param>
    public static PointChain Of(IReadOnlyCollection<Attempt> attempts, IReadOnlySet<int> told)
    {
        PointChain chain = new();
        Attempt? attempt = attempts.Where(attempt => told.Contains(attempt.Number) || attempt.ResumedFromAttempt is not null).MaxBy(attempt => attempt.Number);
        long last = long.MaxValue;
        while (attempt is not null && chain._last.TryAdd(attempt.Number, last))
        {
            int? before = attempt.ResumedFromAttempt;
            last = attempt.ResumedFromBatch ?? 0;
            attempt = attempts.FirstOrDefault(one => one.Number == before);
        }

        return chain;
    }

    /// <summary>Returns the number of the last batch of an attempt that counts; null where none does.</summary>
    /// <param name="attempt">Number of the attempt.</param>
    public long? LastOf(int attempt) => _last.TryGetValue(attempt, out long last) ? last : null;

    /// <summary>Returns whether the points of a batch count.</summary>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="sequence">Number of the batch within it.</param>
    public bool Counts(int attempt, long sequence) => sequence <= LastOf(attempt);
}
