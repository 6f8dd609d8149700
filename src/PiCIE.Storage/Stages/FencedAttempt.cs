using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.States;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Limits;

namespace PiCIE.Storage.Stages;

/// <summary>The newest attempt at a stage while it runs: the only one whose writes are taken.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Now">The time.</param>
internal sealed record FencedAttempt(Stage Stage, Attempt Attempt, DateTimeOffset Now)
{
    /// <summary>Id of the experiment that pays for it.</summary>
    public Guid? Charged { get; } = Stage.ChargedExperimentId;

    /// <summary>Finds it; null where another attempt is the newest, or the stage does not run. The stage is locked.</summary>
    public static async Task<FencedAttempt?> FindAsync(PicieContext context, Guid stage, int attempt, TimeProvider clock, CancellationToken cancel)
    {
        var found = await context.Stages.Where(row => row.Id == stage && row.State == StageState.Running && row.AttemptNumber == attempt)
            .Join(context.Attempts.Where(open => open.Number == attempt), row => row.Id, open => open.StageId, (row, open) => new { row, open }).SingleOrDefaultAsync(cancel);
        return found is null ? null : new FencedAttempt(found.row, found.open, await clock.NowAsync(context, cancel));
    }

    /// <summary>Gives the stage back to be tried again: ready, or blocked where an input was taken back while the attempt ran.</summary>
    /// <returns>Whether it is ready.</returns>
    public async Task<bool> GiveBackAsync(PicieContext context, CancellationToken cancel)
    {
        bool waits = await context.StageInputs.AnyAsync(
            input => input.StageId == Stage.Id && context.Stages.Any(source => source.Id == input.SourceStageId && source.State != StageState.Done), cancel);
        Stage.Change(waits ? StageCause.InputLost : StageCause.TriedAgain);
        return !waits;
    }

    /// <summary>Adds the time that it took to what the person who pays for it used; after everything else of the transaction.</summary>
    public Task ChargeAsync(PicieContext context, CancellationToken cancel) =>
        PersonUsage.AddAsync(context, Charged, Attempt.Device, (Now - Attempt.StartedAt).TotalSeconds, Now, cancel);

    /// <summary>Writes how the attempt ended.</summary>
    /// <returns>How long it took, in seconds.</returns>
    public double End(AttemptOutcome outcome, Failure? failure) => Attempt.End(Now, outcome, failure);
}
