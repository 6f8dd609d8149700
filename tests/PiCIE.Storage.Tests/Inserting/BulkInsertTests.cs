using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Experiments.States;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Inserting;

namespace PiCIE.Storage.Tests.Inserting;

public sealed class BulkInsertTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(2));

    [Theory]
    [OnEachDatabase]
    public async Task Rows_are_read_back_as_they_were(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid experiment = await ExperimentAsync(database);
        Run[] runs = [.. Enumerable.Range(0, 3).Select(position => RunOf(experiment, position))];
        runs[1].SupersededById = runs[0].Id;
        runs[2].Accuracy = 12.5;

        await InsertAsync(database, runs);

        await using PicieContext context = database.CreateDbContext();
        Run[] read = await context.Runs.OrderBy(run => run.Position).ToArrayAsync();
        read.Select(run => (run.Id, run.Name, run.ClusterSeed, run.Status, run.Accuracy, run.SupersededById, run.CreatedAt))
            .ShouldBe(runs.Select(run => (run.Id, run.Name, run.ClusterSeed, run.Status, run.Accuracy, run.SupersededById, run.CreatedAt)));
    }

    [Theory]
    [OnEachDatabase]
    public async Task The_database_gives_numbers_in_the_order_of_the_rows(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);

        await InsertAsync(database, [.. new[] { "b", "a", "c" }.Select(type => new StoredEvent { At = At, Type = type, Body = "{}" })]);

        await using PicieContext context = database.CreateDbContext();
        (await context.Events.OrderBy(row => row.Seq).Select(row => row.Type).ToListAsync()).ShouldBe(["b", "a", "c"]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_row_that_breaks_a_rule_of_the_schema_leaves_none_of_them(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid experiment = await ExperimentAsync(database);

        await Should.ThrowAsync<DbException>(() => InsertAsync(database, [RunOf(experiment, 0), RunOf(Guid.CreateVersion7(), 1)]));

        await using PicieContext context = database.CreateDbContext();
        (await context.Runs.CountAsync()).ShouldBe(0);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Outside_of_a_transaction_nothing_is_inserted(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Guid experiment = await ExperimentAsync(database);
        await using PicieContext context = database.CreateDbContext();

        await Should.ThrowAsync<InvalidOperationException>(() => BulkInsert.InsertAsync(context, [RunOf(experiment, 0)], default));
    }

    private static async Task InsertAsync<T>(TestDatabase database, T[] rows)
        where T : class
    {
        await using PicieContext context = database.CreateDbContext();
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync();
        await BulkInsert.InsertAsync(context, rows, default);
        await transaction.CommitAsync();
    }

    private static async Task<Guid> ExperimentAsync(TestDatabase database)
    {
        await using PicieContext context = database.CreateDbContext();
        Experiment experiment = new() { Id = Guid.CreateVersion7(), Person = "me", Name = "fields", Task = "toy", Data = "toy", CreatedAt = At };
        context.Experiments.Add(experiment);
        await context.SaveChangesAsync();
        return experiment.Id;
    }

    private static Run RunOf(Guid experiment, int position) => new()
    {
        Id = Guid.CreateVersion7(),
        ExperimentId = experiment,
        Name = $"ü'\"{position}",
        Identity = $"identity-{position}",
        ConfigId = "config",
        GroupKey = "g",
        MemberKey = "m",
        TrainSeed = position,
        ClusterSeed = long.MinValue,
        Position = position,
        StageCount = 4,
        Status = RunStatus.Running,
        CreatedAt = At.AddMicroseconds(position).ToUniversalTime(),
    };
}
