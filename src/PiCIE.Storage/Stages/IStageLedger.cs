using System.Text.Json;

namespace PiCIE.Storage.Stages;

/// <summary>
/// Where attempts at stages are started and ended. Each call is one transaction with the events that it causes. Every write of an
/// attempt carries its number and is refused unless that is the newest and still runs; what was refused is kept aside as an event.
/// </summary>
public interface IStageLedger
{
    /// <summary>Starts an attempt: one conditional update from ready to running.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="start">Who starts it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The attempt; null if the stage is not ready or nobody wants it.</returns>
    Task<StartedAttempt?> StartAsync(Guid stage, AttemptStart start, CancellationToken cancel);

    /// <summary>Notes that the process of an attempt was heard of.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Whether the attempt is still the one that counts.</returns>
    Task<bool> HeartbeatAsync(Guid stage, int attempt, CancellationToken cancel);

    /// <summary>
    /// Whether a result would be taken, asked before its files are stored: an attempt that is not the newest any more stays so. One that
    /// would not is kept aside as an event, as by <see cref="CommitAsync"/>.
    /// </summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="output">What the stage reported beside its files.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Whether it would be taken.</returns>
    Task<bool> MayCommitAsync(Guid stage, int attempt, JsonElement output, CancellationToken cancel);

    /// <summary>Commits a result: the stage is done, and what waited for it alone becomes ready.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="commit">The result.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Whether it was taken.</returns>
    Task<bool> CommitAsync(Guid stage, int attempt, StageCommit commit, CancellationToken cancel);

    /// <summary>Ends an attempt as failed, and the stage with it.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="failure">Why.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Whether it was taken.</returns>
    Task<bool> FailAsync(Guid stage, int attempt, AttemptFailure failure, CancellationToken cancel);

    /// <summary>Ends an attempt as interrupted; the stage is ready again.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Whether it was taken.</returns>
    Task<bool> InterruptAsync(Guid stage, int attempt, CancellationToken cancel);

    /// <summary>
    /// Clears what other processes left: ends their attempts as lost and removes all marks of admission. Only for the holder of the
    /// home's lock, for then no other process works.
    /// </summary>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Number of attempts that were ended.</returns>
    Task<int> ClearAsync(CancellationToken cancel);

    /// <summary>
    /// Takes a done stage back because its artifact is missing or damaged: it is ready again (or blocked, where an input is to be made
    /// anew too), and what waited on it is blocked.
    /// </summary>
    /// <param name="stage">The stage.</param>
    /// <param name="reason">What is missing or damaged, for people.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Whether it was done before.</returns>
    Task<bool> WithdrawAsync(Guid stage, string reason, CancellationToken cancel);
}
