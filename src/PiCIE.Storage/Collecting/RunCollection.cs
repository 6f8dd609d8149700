using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.States;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Groups;
using PiCIE.Storage.Metrics;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Collecting;

/// <summary>
/// Takes away the rows of runs that were deleted long ago, and of the stages that only they had. The events that tell of them stay. It may end at any
/// moment: each transaction leaves a database in which nothing points to what is gone, and the next call goes on with the rest.
/// </summary>
/// <param name="contexts">Opens contexts.</param>
/// <param name="journal">Takes the events.</param>
/// <param name="clock">Gives the time, where the database has no clock of its own.</param>
public sealed class RunCollection(IDbContextFactory<PicieContext> contexts, EventJournal journal, TimeProvider clock)
{
    /// <summary>Runs of one transaction: others wait for it with their submits.</summary>
    private const int MostRuns = 50;

    /// <summary>Points of one transaction: of millions, others wait for a part at a time.</summary>
    private const int MostPoints = 20_000;

    /// <summary>Start of the key of a stage that was taken away but for its points: no submit finds it.</summary>
    private const string Gone = "collected-";

    /// <summary>Returns the deleted runs, those first that were deleted first.</summary>
    /// <param name="context">The database.</param>
    /// <param name="cancel">Cancels the query.</param>
    public static async Task<IReadOnlyList<CollectableRun>> ListAsync(PicieContext context, CancellationToken cancel) =>
        await context.Runs.Where(run => run.DeletedAt != null)
            .Join(context.Experiments, run => run.ExperimentId, experiment => experiment.Id, (run, experiment) => new { run, experiment.Name })
            .OrderBy(row => row.run.DeletedAt).ThenBy(row => row.Name).ThenBy(row => row.run.Position)
            .Select(row => new CollectableRun(row.run.Id, row.Name, row.run.Name, row.run.DeletedAt!.Value)).ToListAsync(cancel);

    /// <summary>Returns the ids of the runs that may be taken away: a run that was replaced says by which, so the successor stays as long as it does.</summary>
    /// <param name="context">The database.</param>
    /// <param name="deletedBefore">Time before which they were deleted.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public static async Task<IReadOnlyCollection<Guid>> DueAsync(PicieContext context, DateTimeOffset deletedBefore, CancellationToken cancel)
    {
        HashSet<Guid> due = [.. await context.Runs.Where(run => run.DeletedAt < deletedBefore).Select(run => run.Id).ToListAsync(cancel)];
        var replaced = await context.Runs.Where(run => run.SupersededById != null && due.Contains(run.SupersededById.Value))
            .Select(run => new { run.Id, Successor = run.SupersededById!.Value }).ToListAsync(cancel);
        while (replaced.FindAll(run => !due.Contains(run.Id) && due.Contains(run.Successor)) is { Count: > 0 } held)
        {
            due.ExceptWith(held.Select(run => run.Successor));
        }

        return due;
    }

    /// <summary>Takes runs away that were deleted before a time.</summary>
    /// <param name="deletedBefore">The time.</param>
    /// <param name="cancel">Ends the call between two transactions.</param>
    /// <returns>What nobody names any more.</returns>
    public async Task<CollectedRows> CollectAsync(DateTimeOffset deletedBefore, CancellationToken cancel)
    {
        CollectedRows gone = CollectedRows.None;
        CollectedRows some;
        do
        {
            some = await DatabaseChange.RunAsync(contexts, context => TakeAwayAsync(context, deletedBefore, cancel), cancel);
            gone = gone.And(some);
        }
        while (some.Runs > 0);

        while (await DatabaseChange.RunAsync(contexts, context => TakePointsAwayAsync(context, cancel), cancel))
        {
        }

        return gone;
    }

    private async Task<CollectedRows> TakeAwayAsync(PicieContext context, DateTimeOffset deletedBefore, CancellationToken cancel)
    {
        await DatabaseChange.LiftTimeLimitAsync(context, cancel);
        await DatabaseChange.CollectAloneAsync(context, cancel);
        IReadOnlyCollection<Guid> due = await DueAsync(context, deletedBefore, cancel);
        // Those that were replaced go before their successors.
        List<Guid> runs = await context.Runs.Where(run => due.Contains(run.Id) && !context.Runs.Any(before => before.SupersededById == run.Id))
            .OrderBy(run => run.DeletedAt).ThenBy(run => run.Id).Select(run => run.Id).Take(MostRuns).ToListAsync(cancel);
        if (runs.Count == 0)
        {
            return CollectedRows.None;
        }

        await StageLocks.TakeAsync(context, await Wanting.NeededBy(context, runs).ToListAsync(cancel), cancel);
        await SqlDialect.Of(context).LockAsync(context, "runs", runs, cancel);
        IReadOnlyCollection<Guid> stages = await UnreachableStages.WithoutAsync(context, runs, cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        var rows = await context.Runs.Where(run => runs.Contains(run.Id)).Select(run => new { run.Id, run.ExperimentId, run.GroupKey }).ToListAsync(cancel);
        CollectedRows gone = await NamesOfAsync(context, runs.Count, stages, cancel);
        await TakeRunsAsync(context, runs, [.. rows.Select(run => run.ExperimentId).Distinct()], cancel);
        await GroupFigures.RemoveEmptyAsync(context, [.. rows.Select(run => run.GroupKey).Distinct()], cancel);
        await TakeStagesAsync(context, stages, cancel);
        await journal.AppendAsync(context, now, [.. rows.Select(run => new RunCollected(run.ExperimentId, run.Id))], cancel);
        await context.SaveChangesAsync(cancel);
        return gone;
    }

    private static async Task<CollectedRows> NamesOfAsync(PicieContext context, int runs, IReadOnlyCollection<Guid> stages, CancellationToken cancel)
    {
        List<Artifact> artifacts = await UnreachableStages.ArtifactsOf(context, stages).AsNoTracking().ToListAsync(cancel);
        IReadOnlyList<StoredCheckpoint> checkpoints = await StoredCheckpoint.ListAsync(context, context.Checkpoints.Where(row => stages.Contains(row.StageId)), cancel);
        List<string> logs = await context.Attempts.Where(attempt => stages.Contains(attempt.StageId) && attempt.Log != null).Select(attempt => attempt.Log!).ToListAsync(cancel);
        return new CollectedRows(runs, stages.Count, [.. artifacts.Select(ArtifactAddress.Of), .. checkpoints.Select(kept => kept.Address)], logs);
    }

    private static async Task TakeRunsAsync(PicieContext context, List<Guid> runs, List<Guid> experiments, CancellationToken cancel)
    {
        await context.RunStages.Where(row => runs.Contains(row.RunId)).ExecuteDeleteAsync(cancel);
        await context.RevisionRuns.Where(row => runs.Contains(row.RunId)).ExecuteDeleteAsync(cancel);
        await context.Runs.Where(run => runs.Contains(run.Id)).ExecuteDeleteAsync(cancel);
        IQueryable<Experiment> empty = context.Experiments.Where(experiment => experiments.Contains(experiment.Id)
            && !context.Runs.Any(run => run.ExperimentId == experiment.Id)
            && !context.SpecRevisions.Any(revision => revision.ExperimentId == experiment.Id && context.Followers.Any(follower => follower.RevisionId == revision.Id)));
        List<Guid> gone = await empty.Select(experiment => experiment.Id).ToListAsync(cancel);
        await context.Stages.Where(stage => stage.ChargedExperimentId != null && gone.Contains(stage.ChargedExperimentId.Value))
            .ExecuteUpdateAsync(update => update.SetProperty(stage => stage.ChargedExperimentId, (Guid?)null), cancel);
        await context.StageWanters.Where(wanter => gone.Contains(wanter.ExperimentId)).ExecuteDeleteAsync(cancel);
        await context.SpecRevisions.Where(revision => gone.Contains(revision.ExperimentId)).ExecuteDeleteAsync(cancel);
        await context.Experiments.Where(experiment => gone.Contains(experiment.Id)).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Takes away what stands about stages, but for the points. What is left of a stage bears a key that no submit asks for.</summary>
    private static async Task TakeStagesAsync(PicieContext context, IReadOnlyCollection<Guid> stages, CancellationToken cancel)
    {
        List<Guid> artifacts = await UnreachableStages.ArtifactsOf(context, stages).Select(artifact => artifact.Id).ToListAsync(cancel);
        await SqlDialect.Of(context).ExecuteAsync(
            context,
            $"update stages set key = '{Gone}' || id, state = '{StageState.Canceled.Word()}', artifact_id = null, pool = null, offered_until = null where id in (@these)",
            stages, cancel);
        await context.StageWanters.Where(wanter => stages.Contains(wanter.StageId)).ExecuteDeleteAsync(cancel);
        await context.Checkpoints.Where(checkpoint => stages.Contains(checkpoint.StageId)).ExecuteDeleteAsync(cancel);
        await context.StageInputs.Where(input => stages.Contains(input.StageId)).ExecuteDeleteAsync(cancel);
        await context.AttemptInputs.Where(read => context.Attempts.Any(attempt => attempt.Id == read.AttemptId && stages.Contains(attempt.StageId))).ExecuteDeleteAsync(cancel);
        await context.Confusions.Where(confusion => context.Results.Any(result => result.Id == confusion.ResultId && artifacts.Contains(result.ArtifactId))).ExecuteDeleteAsync(cancel);
        await context.Results.Where(result => artifacts.Contains(result.ArtifactId)).ExecuteDeleteAsync(cancel);
        await context.ArtifactFiles.Where(file => artifacts.Contains(file.ArtifactId)).ExecuteDeleteAsync(cancel);
        await context.Artifacts.Where(artifact => artifacts.Contains(artifact.Id)).ExecuteDeleteAsync(cancel);
        await context.Attempts.Where(attempt => stages.Contains(attempt.StageId)).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Takes away a part of the points of one series; after the last part the series, after the last series the stage.</summary>
    /// <returns>Whether there was anything.</returns>
    private static async Task<bool> TakePointsAwayAsync(PicieContext context, CancellationToken cancel)
    {
        Guid? stage = await context.Stages.Where(row => row.Key.StartsWith(Gone)).OrderBy(row => row.Id).Select(row => (Guid?)row.Id).FirstOrDefaultAsync(cancel);
        if (stage is null)
        {
            return false;
        }

        Guid? series = await context.MetricSeries.Where(row => row.StageId == stage).OrderBy(row => row.Id).Select(row => (Guid?)row.Id).FirstOrDefaultAsync(cancel);
        if (series is null)
        {
            await context.MetricBatches.Where(batch => batch.StageId == stage).ExecuteDeleteAsync(cancel);
            await context.Stages.Where(row => row.Id == stage).ExecuteDeleteAsync(cancel);
            return true;
        }

        IQueryable<MetricPoint> points = context.MetricPoints.Where(point => point.SeriesId == series);
        long? end = await points.OrderBy(point => point.Step).Skip(MostPoints).Select(point => (long?)point.Step).FirstOrDefaultAsync(cancel);
        await points.Where(point => end == null || point.Step < end).ExecuteDeleteAsync(cancel);
        if (end is null)
        {
            await context.MetricLevels.Where(row => row.SeriesId == series).ExecuteDeleteAsync(cancel);
            await context.MetricSeries.Where(row => row.Id == series).ExecuteDeleteAsync(cancel);
        }

        return true;
    }
}
