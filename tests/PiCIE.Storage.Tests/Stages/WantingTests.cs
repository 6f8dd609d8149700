using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Stages;

public sealed class WantingTests
{
    [Fact]
    public async Task A_stage_has_a_row_for_each_experiment_that_wants_it_until_it_is_done()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid parent = await database.AddStageAsync(StageState.Ready);
        Guid child = await database.AddStageAsync(StageState.Blocked, parent);

        (await RowsAsync(database)).ShouldBe([(parent, true), (child, false)], ignoreOrder: true);
        await database.CommitAsync(parent, new AttemptStart("me:1", "picie", "cpu", 1, _ => "log") { Offer = 0 }, Committed);
        (await RowsAsync(database)).ShouldBe([(child, true)]);
    }

    [Theory]
    [InlineData("submitted_at = null")]
    [InlineData("canceled_at = '2026-01-01T00:00:00.0000000Z'")]
    [InlineData("deleted_at = '2026-01-01T00:00:00.0000000Z'")]
    [InlineData("superseded_by_id = id")]
    public async Task A_run_that_is_not_wanted_wants_nothing(string change)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid parent = await database.AddStageAsync(StageState.Ready);
        Guid child = await database.AddStageAsync(StageState.Blocked, parent);
        await database.ExecuteAsync($"update runs set {change}");

        await UpdateAsync(database, parent, child);

        (await RowsAsync(database)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_wanted_stage_reads_is_wanted_with_it()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid parent = await database.AddStageAsync(StageState.Ready);
        Guid child = await database.AddStageAsync(StageState.Blocked, parent);
        await using (PicieContext context = database.CreateDbContext())
        {
            await context.RunStages.Where(row => row.StageId == parent).ExecuteDeleteAsync();
        }

        await UpdateAsync(database, parent, child);

        (await RowsAsync(database)).ShouldBe([(parent, true), (child, false)], ignoreOrder: true);
    }

    [Fact]
    public async Task The_priority_of_a_stage_is_the_highest_of_those_who_want_it()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Guid stage = await database.AddStageAsync(StageState.Ready);
        await using (PicieContext context = database.CreateDbContext())
        {
            Experiment other = new() { Id = Guid.CreateVersion7(), Person = "p", Name = "other", Task = "t", Data = "d", Priority = 7 };
            Run run = new()
            {
                Id = Guid.CreateVersion7(),
                ExperimentId = other.Id,
                Name = "r",
                Identity = "r",
                ConfigId = "c",
                SubmittedAt = DateTimeOffset.UtcNow,
            };
            context.AddRange(other, run, new RunStage { RunId = run.Id, StageId = stage });
            await context.SaveChangesAsync();
        }

        await UpdateAsync(database, stage);

        (await database.StageAsync(stage)).WantedPriority.ShouldBe(7);
        (await RowsAsync(database)).Count.ShouldBe(2);
    }

    private static StageCommit Committed { get; } = new(
        new PiCIE.Storage.Artifacts.StoredManifest("abc", []), System.Text.Json.JsonSerializer.SerializeToElement(new { }), []);

    private static async Task UpdateAsync(TestDatabase database, params Guid[] stages)
    {
        await using PicieContext context = database.CreateDbContext();
        await Wanting.UpdateAsync(context, stages, default);
    }

    private static async Task<List<(Guid Stage, bool Ready)>> RowsAsync(TestDatabase database)
    {
        await using PicieContext context = database.CreateDbContext();
        return [.. (await context.StageWanters.ToListAsync()).Select(row => (row.StageId, row.Ready))];
    }
}
