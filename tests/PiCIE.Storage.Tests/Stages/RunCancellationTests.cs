using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage.Control;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;

namespace PiCIE.Storage.Tests.Stages;

public sealed class RunCancellationTests
{
    [Theory]
    [OnEachDatabase]
    public async Task An_input_that_a_stage_of_another_run_still_reads_is_not_canceled(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid source = await database.AddStageAsync(StageState.Ready);
        Guid mine = await database.AddStageAsync(StageState.Blocked, source);
        Guid others = await database.AddStageAsync(StageState.Blocked, source);
        await using PicieContext context = database.CreateDbContext();
        Run run = await context.Runs.SingleAsync();
        Run other = new()
        {
            Id = Guid.CreateVersion7(),
            ExperimentId = run.ExperimentId,
            Name = "seed-2",
            Identity = "j",
            ConfigId = "c",
            GroupKey = "g",
            MemberKey = "m2",
            StageCount = 1,
            SubmittedAt = DateTimeOffset.UtcNow,
        };
        context.Add(other);
        await context.SaveChangesAsync();
        // The other run names the stage that reads and not what it reads: a plan of another experiment made that.
        await context.RunStages.Where(had => had.StageId == others).ExecuteUpdateAsync(update => update.SetProperty(had => had.RunId, other.Id));

        (await new RunCancellation(database, new EventJournal(database.Routes), TimeProvider.System).CancelAsync([run.Id], "ada", default)).ShouldBe([run.Id]);

        (await database.StageAsync(source)).State.ShouldBe(StageState.Ready);
        (await database.StageAsync(others)).State.ShouldBe(StageState.Blocked);
        (await database.StageAsync(mine)).State.ShouldBe(StageState.Canceled);
    }
}
