using PiCIE.Storage;

namespace PiCIE.Faults.Races;

/// <summary>Two writes at the same moment from two processes, many times; each time they must come to one state.</summary>
internal abstract class Race
{
    /// <summary>Name by which one asks for it.</summary>
    public abstract string Name { get; }

    /// <summary>A sentence that says what must hold.</summary>
    public abstract string Promise { get; }

    /// <summary>The two sides, in the words of the ledger: <c>commit</c>, <c>cancel</c>.</summary>
    public abstract IReadOnlyList<string> Sides { get; }

    /// <summary>Longest time by which a side starts late, drawn anew in each round: the sides do not take equally long, and both orders shall happen.</summary>
    public virtual IReadOnlyList<TimeSpan> Delays { get; } = [TimeSpan.FromMilliseconds(4), TimeSpan.FromMilliseconds(4)];

    /// <summary>Makes the rows of all rounds.</summary>
    /// <param name="ground">The database.</param>
    /// <param name="times">Number of rounds.</param>
    public abstract Task<IReadOnlyList<RaceSubject>> PrepareAsync(RaceGround ground, int times);

    /// <summary>Does what a side has to do before the round begins.</summary>
    public virtual Task BeforeAsync(RaceGround ground, RaceSubject subject, int side) => Task.CompletedTask;

    /// <summary>Does what a side does at once with the other.</summary>
    /// <returns>A word for the answer that it got.</returns>
    public abstract Task<string> ActAsync(RaceGround ground, RaceSubject subject, int side);

    /// <summary>Reads the state after a round and judges it.</summary>
    /// <param name="ground">The database, on which nobody works any more.</param>
    /// <param name="context">A context on it.</param>
    /// <param name="subject">The round.</param>
    /// <param name="words">The answers that the sides got.</param>
    /// <returns>What is wrong, in words; null where nothing is.</returns>
    public virtual async Task<string?> JudgeAsync(RaceGround ground, PicieContext context, RaceSubject subject, IReadOnlyList<string> words)
    {
        RaceState after = await ground.StateAsync(context, subject);
        return Judge(after, words) is { } wrong ? $"{wrong}; {after}" : null;
    }

    /// <summary>Judges the state after a round.</summary>
    /// <param name="after">The state.</param>
    /// <param name="words">The answers that the sides got.</param>
    /// <returns>What is wrong, in words; null where nothing is.</returns>
    public abstract string? Judge(RaceState after, IReadOnlyList<string> words);
}
