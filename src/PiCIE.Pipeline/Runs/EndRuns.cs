using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Deliveries;
using PiCIE.Storage;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Runs;

/// <summary>Notices that a run, and with it perhaps an experiment, has ended. Hearing of an event twice announces nothing twice.</summary>
internal sealed class EndRuns(PicieContext context, EventJournal journal, TimeProvider clock) : INotificationHandler<EventHappened>
{
    public async Task Handle(EventHappened notification, CancellationToken cancel)
    {
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        List<Run> touched = await TouchedAsync(notification.Event, cancel);
        foreach (Run run in touched.Where(run => run.EndedAt is null))
        {
            await EndAsync(run, cancel);
        }

        await context.SaveChangesAsync(cancel);
        foreach (Guid experiment in touched.Select(run => run.ExperimentId).Distinct())
        {
            await EndExperimentAsync(experiment, cancel);
        }

        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private Task<List<Run>> TouchedAsync(StoredEvent stored, CancellationToken cancel) => stored.StageId is { } stage
        ? context.Runs.Where(run => context.RunStages.Any(wanted => wanted.RunId == run.Id && wanted.StageId == stage)).ToListAsync(cancel)
        : context.Runs.Where(run => run.ExperimentId == stored.ExperimentId).ToListAsync(cancel);

    private async Task EndAsync(Run run, CancellationToken cancel)
    {
        RunStatus status = RunStatuses.Of(await StatesAsync(run.Id, cancel));
        if (status is RunStatus.Waiting or RunStatus.Running)
        {
            return;
        }

        run.EndedAt = clock.GetUtcNow();
        journal.Append(context, new EventDraft(EventTypes.RunEnded)
        {
            ExperimentId = run.ExperimentId,
            RunId = run.Id,
            Body = new EndBody(status.Word()),
        });
    }

    private async Task EndExperimentAsync(Guid experiment, CancellationToken cancel)
    {
        List<DateTimeOffset?> ends = await context.Runs.Where(run => run.ExperimentId == experiment)
            .Select(run => run.EndedAt).ToListAsync(cancel);
        if (ends.Contains(null) || await OpenStages.Of(context, experiment).AnyAsync(cancel))
        {
            return;
        }

        DateTimeOffset? last = ends.Max();
        bool announced = await context.Events.AnyAsync(
            row => row.ExperimentId == experiment && row.Type == EventTypes.ExperimentEnded && row.At >= last, cancel);
        if (!announced)
        {
            journal.Append(context, new EventDraft(EventTypes.ExperimentEnded) { ExperimentId = experiment });
        }
    }

    private Task<List<StageState>> StatesAsync(Guid run, CancellationToken cancel) => context.RunStages
        .Where(wanted => wanted.RunId == run)
        .Join(context.Stages, wanted => wanted.StageId, stage => stage.Id, (_, stage) => stage.State)
        .ToListAsync(cancel);
}
