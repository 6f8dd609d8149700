using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.States;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Events;

namespace PiCIE.Storage.Stages;

/// <summary>Takes a done stage back, because its artifact is missing or damaged; what waited on it is blocked.</summary>
internal static class Withdrawal
{
    /// <summary>Takes it back. The stage and those that read it are locked.</summary>
    /// <returns>The stages that changed: none where it is not done, or has another artifact than the one that was found so.</returns>
    public static async Task<IReadOnlyCollection<Guid>> MakeAsync(
        PicieContext context, EventJournal journal, DateTimeOffset now, Guid stage, Guid? artifact, string reason, CancellationToken cancel)
    {
        Stage withdrawn = await context.Stages.SingleAsync(row => row.Id == stage, cancel);
        if (withdrawn.State != StageState.Done || (artifact is not null && withdrawn.ArtifactId != artifact))
        {
            return [];
        }

        Artifact lost = await context.Artifacts.SingleAsync(row => row.Id == withdrawn.ArtifactId, cancel);
        lost.RemovedAt ??= now;
        withdrawn.Change(StageCause.ArtifactLost);
        withdrawn.ArtifactId = null;
        journal.Append(context, now, new ArtifactWithdrawn(stage, reason));
        if (await HasOpenInputAsync(context, stage, cancel))
        {
            withdrawn.Change(StageCause.InputLost);
        }
        else
        {
            journal.Append(context, now, new StageBecameReady(stage));
        }

        List<Stage> waiting = await context.Stages
            .Where(child => child.State == StageState.Ready && context.StageInputs.Any(input => input.StageId == child.Id && input.SourceStageId == stage))
            .ToListAsync(cancel);
        waiting.ForEach(child => child.Change(StageCause.InputLost));
        return [stage, .. waiting.Select(child => child.Id)];
    }

    private static Task<bool> HasOpenInputAsync(PicieContext context, Guid stage, CancellationToken cancel) => context.StageInputs.AnyAsync(
        input => input.StageId == stage && context.Stages.Any(source => source.Id == input.SourceStageId && source.State != StageState.Done), cancel);
}
