using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>
/// What a stage job does: takes a slot, looks at the inputs, starts the stage (fenced), runs its process, commits. Failing to get a
/// slot or the start it ends without a trace.
/// </summary>
internal sealed class StageWork(
    PicieHome home,
    IDbContextFactory<PicieContext> contexts,
    IStageLedger ledger,
    IArtifactStore store,
    StageInputs inputs,
    StageAttempt attempt)
{
    private static readonly string Worker = $"{Environment.MachineName}:{Environment.ProcessId}";

    public async Task RunAsync(WorkSession session, Guid stage)
    {
        if (!await TakeSlotAsync(session))
        {
            return;
        }

        try
        {
            await RunInSlotAsync(session, stage);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            session.Broken(exception);
        }
        finally
        {
            session.Written.Release();
            session.Slots.Release();
        }
    }

    private static async Task<bool> TakeSlotAsync(WorkSession session)
    {
        try
        {
            await session.Slots.WaitAsync(session.Stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RunInSlotAsync(WorkSession session, Guid stage)
    {
        if (session.Stop.IsCancellationRequested)
        {
            return;
        }

        PreparedInputs prepared = await inputs.PrepareAsync(stage, session.CheckedArtifacts, session.StopNow);
        if (prepared is PreparedInputs.Damaged { Source: { } source } damaged)
        {
            await ledger.WithdrawAsync(source, damaged.Sentence, CancellationToken.None);
            return;
        }

        if (prepared is PreparedInputs.NotDone || await StartAsync(session, stage) is not { } started)
        {
            return;
        }

        session.Written.Release();
        if (prepared is PreparedInputs.Whole whole)
        {
            await attempt.RunAsync(session, started.Stage, started.Attempt, whole.Paths);
            return;
        }

        AttemptFailure failure = new(
            FailureKind.Input, $"The start weights cannot be read: {((PreparedInputs.Damaged)prepared).Sentence}.",
            "Submit the spec again; the weights file is stored anew.", null);
        await ledger.FailAsync(stage, started.Attempt.Number, failure, CancellationToken.None);
    }

    private async Task<(Stage Stage, StartedAttempt Attempt)?> StartAsync(WorkSession session, Guid stage)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(session.StopNow);
        Stage row = await context.Stages.AsNoTracking().SingleAsync(row => row.Id == stage, session.StopNow);
        AttemptStart start = new(
            Worker,
            row.Device == "auto" ? "cpu" : row.Device,
            Math.Max(1, Environment.ProcessorCount / session.SlotCount),
            number => Path.Combine(home.LogsFolder, $"{row.Kind.Word()}-{stage:N}-{number}.log"))
        {
            LastStored = store.LastAttempt(row.Kind.Word(), row.Key),
        };
        return await ledger.StartAsync(stage, start, CancellationToken.None) is { } started ? (row, started) : null;
    }
}
