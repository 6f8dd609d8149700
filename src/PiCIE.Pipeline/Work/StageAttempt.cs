using Microsoft.Extensions.Logging;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Work.Holding;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Faults;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>
/// Carries one started attempt from its order to the fenced write that ends it. While disk, store or database refuse service, a finished
/// result is held: its files stay, its commit is tried again, and the slot stays taken.
/// </summary>
internal sealed partial class StageAttempt(
    PicieHome home,
    SharedStore shared,
    IStageLedger ledger,
    ResultCommit commit,
    KeptResults kept,
    AttemptProcess process,
    LiveFeed feed,
    TimeProvider clock,
    ILogger<StageAttempt> logger)
{
    /// <summary>Runs the attempt; however it ends, the ledger knows or the result is kept.</summary>
    /// <param name="session">The work that it belongs to.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="started">The attempt.</param>
    /// <param name="inputs">Paths of its inputs by role.</param>
    /// <param name="heartbeat">Says whether the attempt still counts and is wanted.</param>
    /// <exception cref="PicieException">The surroundings refused service for too long.</exception>
    public async Task RunAsync(
        WorkSession session, Stage stage, StartedAttempt started, IReadOnlyDictionary<string, string> inputs, Heartbeat heartbeat)
    {
        session.Lock.RequireThisHome(home);
        AttemptFolder folder = home.AttemptFolder(stage.Id, started.Number);
        WatchedStage watched = new(stage.Id, stage.Kind.Word(), stage.Title);
        Patience patience = new(session.Times, session.Breaker, session.OthersCanDo is { } ask ? () => ask(stage) : null, Warn, clock);
        AttemptEnd end = new(session, stage, started, folder, patience, heartbeat, Warn);
        try
        {
            if (!await TryKeptAsync(end, inputs))
            {
                await ComputeAsync(end, watched, inputs);
            }

            ScratchFolder.TryRemove(folder.Root);
        }
        catch (PatienceEndedException ended)
        {
            await LeaveAsync(end, ended);
        }

        void Warn(string sentence)
        {
            LogTrouble(stage.Title, started.Number, sentence);
            feed.TellWork(stage.Id, new StageLogged(watched, StageLogLevel.Warning, sentence));
        }
    }

    /// <summary>Commits a complete result that an earlier attempt left, instead of computing it again.</summary>
    /// <returns>Whether there was a result; a damaged one is removed.</returns>
    private async Task<bool> TryKeptAsync(AttemptEnd end, IReadOnlyDictionary<string, string> inputs)
    {
        if (kept.Find(end.Stage, inputs) is not { } found)
        {
            return false;
        }

        try
        {
            bool taken = await end.Patience.TryAsync(
                () => commit.CommitAsync(end.Stage, end.Started, found.Folder, found.Result, CheckDepth.Contents),
                commit.TroubleOf, $"A finished result is held in {found.Folder.Root}", end.Session.Stop);
            LogKept(end.Stage.Title, end.Started.Number, found.Folder.Attempt);
            Committed(end, taken);
            ScratchFolder.TryRemove(found.Folder.Root);
            return true;
        }
        catch (Exception exception) when (AttemptErrors.Of(exception) is not null)
        {
            ScratchFolder.TryRemove(found.Folder.Root);
            return false;
        }
    }

    private async Task ComputeAsync(AttemptEnd end, WatchedStage watched, IReadOnlyDictionary<string, string> inputs)
    {
        long began = clock.GetTimestamp();
        try
        {
            using AttemptProcess.Ended ended = await process.RunAsync(end.Session, end.Stage, end.Started, end.Folder, watched, inputs, end.Heartbeat);
            end.Patience.Took = clock.GetElapsedTime(began);
            switch (ended.Ending)
            {
                case StageEnding.Succeeded succeeded:
                    CriticalPoints.Pass(CriticalPoints.ResultReceived);
                    end.Session.Lock.RequireThisHome(home);
                    kept.Keep(end.Folder, end.Stage.Key, inputs, succeeded.Result);
                    CriticalPoints.Pass(CriticalPoints.ResultKept);
                    Committed(end, await end.Patience.TryAsync(
                        async () =>
                        {
                            // Points that are refused say that the attempt is late; the commit is asked all the same, for it notes what came too late.
                            await ended.Spool.DrainAsync();
                            return await commit.CommitAsync(end.Stage, end.Started, end.Folder, succeeded.Result, CheckDepth.Lengths);
                        },
                        commit.TroubleOf, $"A finished result is held in {end.Folder.Root}", end.Session.Stop));
                    break;
                case StageEnding.Failed failed:
                    await FailAsync(end, ended, failed.Failure);
                    break;
                default:
                    await EndAsync(end, ended, () => ledger.InterruptAsync(end.Stage.Id, end.Started.Number, CancellationToken.None));
                    break;
            }
        }
        catch (Exception exception) when (AttemptErrors.Of(exception) is { } failure)
        {
            await FailAsync(end, null, failure);
        }
    }

    private async Task FailAsync(AttemptEnd end, AttemptProcess.Ended? ended, Failure reported)
    {
        // What a stage cannot read where the folder that all share is gone is no fault of its inputs.
        Failure failure = reported.Kind is FailureKind.Input or FailureKind.Environment && shared.OutOfReach() is { } gone ? gone
            : reported.Place == Failure.InScratch ? reported with { Place = end.Folder.Root }
            : reported;
        LogFailure(end.Stage.Title, end.Started.Number, failure.Kind, failure.Sentence);
        // Before the stage is ready again: this worker must not be the next that is offered it.
        if (end.Session.Breaker.Failed(failure, ScratchFolder.BytesOf(end.Folder.Root)))
        {
            end.Warn($"{failure.Sentence} {FailureHints.WhileItWaits(failure.Hint ?? string.Empty)} Nothing more is started here until that has passed.");
        }

        await EndAsync(end, ended, async () =>
        {
            if (failure.Kind != FailureKind.Input || end.Session.LeavePhotographs is not { } leave || !await leave(end.Stage))
            {
                return await ledger.FailAsync(end.Stage.Id, end.Started.Number, failure, CancellationToken.None);
            }

            end.Warn($"{failure.Sentence} Another worker reads these photographs too and does the stage; this one leaves them alone for a while.");
            return await ledger.LeaveToOthersAsync(end.Stage.Id, end.Started.Number, failure.Sentence, CancellationToken.None);
        });
    }

    private Task<bool> EndAsync(AttemptEnd end, AttemptProcess.Ended? ended, Func<Task<bool>> write) => end.Patience.TryAsync(
        async () =>
        {
            if (ended is not null)
            {
                await ended.Spool.DrainAsync();
                await ended.Checkpoints.FlushAsync();
            }

            return await write();
        },
        error => Surroundings.TroubleOf(error, home, home.Root),
        "The end of an attempt cannot be written", end.Session.Stop);

    /// <summary>
    /// Notes the artifact of a commit as checked: files that were just hashed and stored need not be hashed again by their readers in this
    /// session.
    /// </summary>
    private static void Committed(AttemptEnd end, bool taken)
    {
        if (taken)
        {
            end.Session.Breaker.Committed();
            end.Session.CheckedArtifacts[end.Started.Id] = true;
        }
    }

    /// <summary>Ends the attempt without its commit: the complete result stays, and the next start commits it.</summary>
    private async Task LeaveAsync(AttemptEnd end, PatienceEndedException ended)
    {
        if (ended.End == PatienceEnd.GaveWay)
        {
            end.Session.Breaker.GaveWay(ended.Trouble.Sentence, ended.Trouble.Place!);
            end.Warn($"{ended.Trouble.Sentence} Another worker does the stage; the finished result stays in {end.Folder.Root} until it is done.");
        }

        try
        {
            await (KeptResults.IsIn(end.Folder)
                ? ledger.GiveWayAsync(end.Stage.Id, end.Started.Number, home.NameAmongAll, $"held: {ended.Trouble.Sentence}", CancellationToken.None)
                : ledger.InterruptAsync(end.Stage.Id, end.Started.Number, CancellationToken.None));
        }
        catch (Exception exception) when (StorageErrors.IsPassing(exception))
        {
            // The next start ends the attempt as lost.
        }

        if (ended.End == PatienceEnd.TimeRanOut)
        {
            throw new PicieException(
                "held", $"The work waited {end.Session.Times.Breaker.TotalSeconds:0} seconds and cannot go on. {ended.Trouble.Sentence}",
                end.Folder.Root, $"{ended.Trouble.Hint} What is finished is kept, and the same command goes on with it.",
                ProblemKind.Environment, ended);
        }
    }

    // The terminal hears of these as notices of the stage; a warning would be told twice.
    [LoggerMessage(10, LogLevel.Information, "{Title}: attempt {Attempt}: {Sentence}")]
    private partial void LogTrouble(string title, int attempt, string sentence);

    [LoggerMessage(11, LogLevel.Information, "{Title}: attempt {Attempt} failed ({Kind}): {Sentence}")]
    private partial void LogFailure(string title, int attempt, FailureKind kind, string sentence);

    [LoggerMessage(12, LogLevel.Information, "{Title}: attempt {Attempt} committed the result that attempt {Kept} had left")]
    private partial void LogKept(string title, int attempt, int kept);

    /// <summary>The facts that every way of ending an attempt needs.</summary>
    private sealed record AttemptEnd(
        WorkSession Session, Stage Stage, StartedAttempt Started, AttemptFolder Folder, Patience Patience, Heartbeat Heartbeat, Action<string> Warn);
}
