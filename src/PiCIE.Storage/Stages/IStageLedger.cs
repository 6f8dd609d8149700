using System.Text.Json;
using PiCIE.Experiments.Failures;

namespace PiCIE.Storage.Stages;

/// <summary>
/// Starts and ends attempts at stages. Each call is one transaction with the events that it causes, the runs that it ends and the queue of
/// what is wanted. Every write of an attempt carries its number and is refused unless that is the newest and still runs; what was refused
/// is kept as an event.
/// </summary>
public interface IStageLedger
{
    /// <summary>Starts an attempt: one conditional update from ready to running.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="start">The worker that starts it, and the offer on which it does.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>The attempt; null if the stage is not ready, the offer is not the newest or has ended, or nobody wants the stage.</returns>
    Task<StartedAttempt?> StartAsync(Guid stage, AttemptStart start, CancellationToken cancel);

    /// <summary>Notes the stage process of an attempt that goes on, so that whoever comes after this worker can wait until it is gone.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="pid">Number of the process.</param>
    /// <param name="startedAt">Time when it started, by its machine's clock.</param>
    /// <param name="cancel">Cancels the call.</param>
    Task NoteProcessAsync(Guid stage, int attempt, int pid, DateTimeOffset startedAt, CancellationToken cancel);

    /// <summary>Records a heartbeat: the supervisor of an attempt lives, and its lease begins anew.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="lease">Length of the lease; null where it has none.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>Whether the attempt is still the one that counts.</returns>
    Task<bool> HeartbeatAsync(Guid stage, int attempt, TimeSpan? lease, CancellationToken cancel);

    /// <summary>Returns whether an attempt should go on; it changes nothing.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="cancel">Cancels the call.</param>
    Task<AttemptStanding> StandingAsync(Guid stage, int attempt, CancellationToken cancel);

    /// <summary>
    /// Returns whether a result would be taken; called before its files are stored. A result that would be refused is kept as an event, as
    /// by <see cref="CommitAsync"/>.
    /// </summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="output">The output record that the stage reported beside its files.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>Whether it would be taken.</returns>
    Task<bool> MayCommitAsync(Guid stage, int attempt, JsonElement output, CancellationToken cancel);

    /// <summary>
    /// Commits a result: the stage is done, and what waited for it alone becomes ready. If the same attempt commits again because the first
    /// answer was lost, it has succeeded.
    /// </summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="commit">The result.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Whether it was taken.</returns>
    Task<bool> CommitAsync(Guid stage, int attempt, StageCommit commit, CancellationToken cancel);

    /// <summary>Ends an attempt as failed (as lost for a failure of that kind). The stage is ready again while the tries of that kind last, and failed after them.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Whether it was taken.</returns>
    Task<bool> FailAsync(Guid stage, int attempt, Failure failure, CancellationToken cancel);

    /// <summary>
    /// Ends an attempt whose finished result could not be written: the stage is ready for another worker. Its home keeps the files, comes first where it takes stages again, and commits them
    /// where it is given the stage after all.
    /// </summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="home">The home that keeps the files, as its row of the workers names it.</param>
    /// <param name="reason">Why it could not be written, for people.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Whether it was taken.</returns>
    Task<bool> GiveWayAsync(Guid stage, int attempt, string home, string reason, CancellationToken cancel);

    /// <summary>Ends an attempt as interrupted because its worker lacks what another one has: the stage is ready for that one, and no try is spent.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="reason">What the worker lacks, for people.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Whether it was taken.</returns>
    Task<bool> LeaveToOthersAsync(Guid stage, int attempt, string reason, CancellationToken cancel);

    /// <summary>Ends an attempt as interrupted; the stage is ready again, or blocked where an input was taken back meanwhile.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Whether it was taken.</returns>
    Task<bool> InterruptAsync(Guid stage, int attempt, CancellationToken cancel);

    /// <summary>
    /// Ends an attempt that found an input missing or damaged: the attempt is interrupted, the stage waits, and the stage that makes the
    /// input is taken back. Where one sight is not enough, the stage is tried again after a while, by another worker where there is one, and only a second attempt that finds the same takes
    /// anything back: a shared disk may be seconds late with what another machine has just stored. Where the input was made anew since the attempt began, the stage is tried again with it.
    /// </summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="source">The stage that makes the input.</param>
    /// <param name="reason">A sentence for people that says what is missing or damaged; the same for everybody who finds it so.</param>
    /// <param name="sure">Whether one sight is enough.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Whether it was taken.</returns>
    Task<bool> MissInputAsync(Guid stage, int attempt, Guid source, string reason, bool sure, CancellationToken cancel);

    /// <summary>
    /// Clears what other processes left: ends their attempts as lost and withdraws all offers. Only the holder of the home's lock calls it,
    /// for then no other process works.
    /// </summary>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Number of attempts that were ended.</returns>
    Task<int> ClearAsync(CancellationToken cancel);

    /// <summary>Ends as lost the attempts of workers that gave no sign of life for longer than their lease; their stages are tried again.</summary>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Number of attempts that were ended.</returns>
    Task<int> EndExpiredAsync(CancellationToken cancel);

    /// <summary>Ends as lost the attempts of a worker that is known to be gone, without waiting for its leases.</summary>
    /// <param name="worker">Id of the worker: host and number of a process may be those of another one too, in another container.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Number of attempts that were ended.</returns>
    Task<int> EndOfWorkerAsync(Guid worker, CancellationToken cancel);

    /// <summary>Makes ready what is blocked although all its inputs are done. No commit leaves such a stage; this makes good what was left otherwise.</summary>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <returns>Number of stages that became ready.</returns>
    Task<int> ReleaseForgottenAsync(CancellationToken cancel);

    /// <summary>
    /// Takes a done stage back because its artifact is missing or damaged: it is ready again (or blocked, where an input is to be made
    /// anew too), and what waited on it is blocked.
    /// </summary>
    /// <param name="stage">The stage.</param>
    /// <param name="reason">A sentence for people that says what is missing or damaged.</param>
    /// <param name="cancel">Cancels the call; nothing has been written then.</param>
    /// <param name="artifact">Id of the artifact that was found so: one that was made in its place meanwhile stays. Null for the one that the stage has.</param>
    /// <returns>Whether it was taken back.</returns>
    Task<bool> WithdrawAsync(Guid stage, string reason, CancellationToken cancel, Guid? artifact = null);
}
