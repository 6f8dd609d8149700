using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.States;
using PiCIE.Storage.Events;

namespace PiCIE.Storage.Tests.Events;

public sealed class EventJournalTests
{
    [Theory]
    [OnEachDatabase]
    public async Task An_event_stands_with_the_experiment_run_and_stage_that_it_is_about(DatabaseKind kind)
    {
        (Guid experiment, Guid run, Guid stage) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        await using PicieContext context = database.CreateDbContext();
        EventJournal journal = new(DeliveryRoutes.None);

        journal.Append(context, DateTimeOffset.UtcNow, new RunEnded(experiment, run, RunStatus.Done));
        await context.SaveChangesAsync();
        journal.Append(context, DateTimeOffset.UtcNow, new StageBecameReady(stage));
        await context.SaveChangesAsync();

        List<StoredEvent> rows = await context.Events.AsNoTracking().OrderBy(row => row.Seq).ToListAsync();
        rows.Select(row => (row.Type, row.ExperimentId, row.RunId, row.StageId)).ShouldBe([("run-ended", experiment, run, null), ("stage-ready", null, null, stage)]);
        rows[0].Read().ShouldBe(new RunEnded(experiment, run, RunStatus.Done));
    }
}
