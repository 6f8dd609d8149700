using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.States;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;

namespace PiCIE.Storage.Stages;

/// <summary>Starts stages: one update that finds the stage ready under the offer in question decides, and gives the attempt its number.</summary>
internal static class StageStarts
{
    /// <summary>Starts a stage, if this offer of it is the newest and stands, and somebody wants it.</summary>
    /// <returns>The attempt; null where it does not start.</returns>
    public static async Task<StartedAttempt?> MakeAsync(
        PicieContext context, EventJournal journal, TimeProvider clock, Guid stage, AttemptStart start, CancellationToken cancel)
    {
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        int changed = await context.Stages
            .Where(row => row.Id == stage && row.State == StageState.Ready && row.Offer == start.Offer && row.OfferedUntil > now
                && (row.NotBefore == null || row.NotBefore <= now) && context.StageWanters.Any(wanter => wanter.StageId == row.Id))
            .ExecuteUpdateAsync(
                update => update
                    .SetProperty(row => row.State, StageTransitions.After(StageState.Ready, StageCause.Started))
                    .SetProperty(row => row.AttemptNumber, row => row.AttemptNumber + 1)
                    .SetProperty(row => row.Threads, row => row.Threads ?? start.Threads)
                    .SetProperty(row => row.OfferedUntil, (DateTimeOffset?)null)
                    .SetProperty(row => row.Worker, start.Worker)
                    .SetProperty(row => row.LeaseUntil, now + start.Lease),
                cancel);
        if (changed == 0)
        {
            return null;
        }

        var row = await context.Stages.Where(row => row.Id == stage).Select(row => new { row.AttemptNumber, row.Threads, row.BatchSize }).SingleAsync(cancel);
        StartedAttempt started = new(Guid.CreateVersion7(), row.AttemptNumber, row.Threads ?? start.Threads, start.LogOf(row.AttemptNumber));
        Attempt attempt = new()
        {
            Id = started.Id,
            StageId = stage,
            Number = started.Number,
            Worker = start.Worker,
            Program = start.Program,
            Threads = started.Threads,
            BatchSize = row.BatchSize,
            Device = start.Device,
            Log = started.Log,
            StartedAt = now,
            HeartbeatAt = now,
        };
        context.Attempts.Add(attempt);
        context.AttemptInputs.AddRange(await ReadByAsync(context, stage, attempt.Id, cancel));
        journal.Append(context, now, new AttemptStarted(stage, started.Number));
        await StageChanges.SaveStartAsync(context, stage, cancel);
        return started;
    }

    /// <summary>Returns the artifacts that an attempt reads: those that count now.</summary>
    private static async Task<IEnumerable<AttemptInput>> ReadByAsync(PicieContext context, Guid stage, Guid attempt, CancellationToken cancel)
    {
        var read = await context.StageInputs.Where(input => input.StageId == stage)
            .Select(input => new
            {
                input.Role,
                ArtifactId = input.ArtifactId ?? context.Stages.Where(source => source.Id == input.SourceStageId).Select(source => source.ArtifactId).FirstOrDefault(),
            })
            .Where(input => input.ArtifactId != null).ToListAsync(cancel);
        return read.Select(input => new AttemptInput { AttemptId = attempt, Role = input.Role, ArtifactId = input.ArtifactId!.Value });
    }
}
