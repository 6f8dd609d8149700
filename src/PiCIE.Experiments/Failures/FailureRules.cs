namespace PiCIE.Experiments.Failures;

/// <summary>
/// Says how often a stage is tried after failures of one kind, and how long the next try waits. What counts is the number of attempts that
/// failed by that kind since the stage last got on: since its newest checkpoint, or since a person wanted it again.
/// </summary>
public sealed record FailureRules
{
    private const double Growth = 4;

    /// <summary>Wait after the first failure that may pass by itself; each further one waits four times as long.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait before a further try.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Returns the time without a sign of life after which a worker counts as gone, and nobody waits for it to try a stage whose surroundings failed elsewhere.</summary>
    public Func<TimeSpan> Silence { get; init; } = static () => TimeSpan.FromSeconds(30);

    /// <summary>
    /// Returns how many attempts may fail by a kind before the stage is failed. Failures of the surroundings spend none of them; as many in all fail the stage, once each machine that
    /// could do it had one.
    /// </summary>
    /// <param name="kind">The kind.</param>
    public static int TriesOf(FailureKind kind) => kind switch
    {
        FailureKind.Input => 1,
        FailureKind.Resource => 2,
        FailureKind.Crash => 3,
        FailureKind.Transient or FailureKind.Lost or FailureKind.Environment => 5,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no number of tries is known for this kind of failure"),
    };

    /// <summary>Returns whether a stage that is failed by this kind is put aside as one that takes workers down.</summary>
    /// <param name="kind">The kind of its last failure.</param>
    public static bool Quarantines(FailureKind kind) => kind is FailureKind.Crash or FailureKind.Lost;

    /// <summary>Returns how long the next try waits; null where there is none.</summary>
    /// <param name="kind">The kind of the failure.</param>
    /// <param name="failures">Number of failures of this kind that count, this one included; 1 or more.</param>
    public TimeSpan? WaitAfter(FailureKind kind, int failures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        if (failures >= TriesOf(kind))
        {
            return null;
        }

        return kind is FailureKind.Transient or FailureKind.Environment
            ? TimeSpan.FromSeconds(Math.Min(FirstWait.TotalSeconds * Math.Pow(Growth, failures - 1), LongestWait.TotalSeconds))
            : TimeSpan.Zero;
    }
}
