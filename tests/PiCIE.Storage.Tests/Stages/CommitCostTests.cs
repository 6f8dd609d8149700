using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Inserting;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Stages;

/// <summary>What a change of one stage costs in a home of many runs, in steps of the database's machine.</summary>
public sealed class CommitCostTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_change_of_one_stage_reads_no_more_among_many_runs_than_among_few()
    {
        long few = await StepsAsync(runs: 5);
        long many = await StepsAsync(runs: 500);

        many.ShouldBeLessThan(2 * few, $"{few} steps among 5 runs");
    }

    /// <summary>Counts the steps of bringing queue and runs up to date after a change of the one stage that a run has.</summary>
    private static async Task<long> StepsAsync(int runs)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        Experiment experiment = new() { Id = Guid.CreateVersion7(), Person = "p", Name = "n", Task = "t", Data = "d" };
        Stage[] stages = [.. Enumerable.Range(0, runs).Select(number => StageOf($"{number}"))];
        Run[] added = [.. Enumerable.Range(0, runs).Select(position => RunOf(experiment.Id, position))];
        await using PicieContext context = database.CreateDbContext();
        // One connection all the way: a new one would read the schema first, which is counted too.
        await context.Database.OpenConnectionAsync();
        await using (IDbContextTransaction filling = await context.Database.BeginTransactionAsync())
        {
            context.Add(experiment);
            await context.SaveChangesAsync();
            await BulkInsert.InsertAsync(context, stages, default);
            await BulkInsert.InsertAsync(context, added, default);
            await BulkInsert.InsertAsync(
                context, [.. added.Zip(stages, (run, stage) => new RunStage { RunId = run.Id, StageId = stage.Id, IsLast = true })], default);
            await filling.CommitAsync();
        }

        await using IDbContextTransaction change = await context.Database.BeginTransactionAsync();
        using StepCount steps = StepCount.Of(context);
        await Wanting.UpdateAsync(context, [stages[0].Id], default);
        await RunProgress.UpdateAsync(context, new EventJournal(DeliveryRoutes.None), [stages[0].Id], Now, default);
        return steps.Steps;
    }

    private static Stage StageOf(string key) => new(StageState.Ready)
    {
        Id = Guid.CreateVersion7(),
        Key = key,
        Kind = StageKind.Train,
        Settings = "{}",
        Title = "train",
        Needs = "n",
        Device = "auto",
    };

    private static Run RunOf(Guid experiment, int position) => new()
    {
        Id = Guid.CreateVersion7(),
        ExperimentId = experiment,
        Name = $"seed-{position}",
        Identity = $"{position}",
        ConfigId = "c",
        GroupKey = "g",
        MemberKey = "m",
        Position = position,
        StageCount = 1,
        CreatedAt = Now,
        SubmittedAt = Now,
    };
}
