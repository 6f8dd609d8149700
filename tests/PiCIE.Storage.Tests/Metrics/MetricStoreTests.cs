using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.States;
using PiCIE.Storage.Metrics;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Metrics;

public sealed class MetricStoreTests
{
    [Theory]
    [OnEachDatabase]
    public async Task A_step_that_is_said_again_is_replaced(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        (Guid stage, int attempt) = await RunningAsync(database);
        MetricStore store = new(database, TimeProvider.System);

        await store.AppendAsync(stage, attempt, 1, [new StageMetricPoint("loss", 0, 2.5), new StageMetricPoint("within", 0, 1.5)], default);
        (await store.AppendAsync(stage, attempt, 2, [new StageMetricPoint("loss", 0, 2.25)], default)).ShouldBeTrue();

        await using PicieContext context = database.CreateDbContext();
        var points = await context.MetricSeries.Join(
            context.MetricPoints, series => series.Id, point => point.SeriesId, (series, point) => new { series.Name, point.Value, point.At })
            .OrderBy(point => point.Name).ToListAsync();
        points.Select(point => (point.Name, point.Value)).ShouldBe([("loss", (double?)2.25), ("within", (double?)1.5)]);
        points.ShouldAllBe(point => point.At > DateTimeOffset.UtcNow.AddMinutes(-1));
    }

    [Theory]
    [OnEachDatabase]
    public async Task Of_a_step_that_a_batch_tells_twice_the_last_counts_and_other_steps_stay(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        (Guid stage, int attempt) = await RunningAsync(database);
        MetricStore store = new(database, TimeProvider.System);
        await store.AppendAsync(stage, attempt, 1, [new StageMetricPoint("loss", 0, 3), new StageMetricPoint("within", 1, 7)], default);

        await store.AppendAsync(
            stage, attempt, 2, [new StageMetricPoint("loss", 1, 2), new StageMetricPoint("within", 0, 6), new StageMetricPoint("loss", 1, 1)], default);

        await using PicieContext context = database.CreateDbContext();
        (await context.MetricSeries.Join(
            context.MetricPoints, series => series.Id, point => point.SeriesId, (series, point) => new { series.Name, point.Step, point.Value })
            .OrderBy(point => point.Name).ThenBy(point => point.Step).Select(point => $"{point.Name} {point.Step} {point.Value}").ToListAsync())
            .ShouldBe(["loss 0 3", "loss 1 1", "within 0 6", "within 1 7"]);
    }

    [Theory]
    [OnEachDatabase(double.NaN)]
    [OnEachDatabase(double.PositiveInfinity)]
    [OnEachDatabase(double.NegativeInfinity)]
    public async Task A_value_that_is_no_number_is_kept(DatabaseKind kind, double value)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        (Guid stage, int attempt) = await RunningAsync(database);

        (await new MetricStore(database, TimeProvider.System).AppendAsync(stage, attempt, 1, [new StageMetricPoint("loss", 0, value)], default)).ShouldBeTrue();

        await using PicieContext context = database.CreateDbContext();
        ((await context.MetricPoints.SingleAsync()).Value ?? double.NaN).ShouldBe(value);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_batch_that_is_handed_over_again_is_passed_over_and_each_point_knows_its_batch(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        (Guid stage, int attempt) = await RunningAsync(database);
        MetricStore store = new(database, TimeProvider.System);

        (await store.AppendAsync(stage, attempt, 7, [new StageMetricPoint("loss", 0, 2.5), new StageMetricPoint("loss", 1, 2)], default)).ShouldBeTrue();
        (await store.AppendAsync(stage, attempt, 7, [new StageMetricPoint("loss", 0, 9)], default)).ShouldBeTrue();
        (await store.AppendAsync(stage, attempt, 8, [new StageMetricPoint("loss", 1, 1.5)], default)).ShouldBeTrue();

        await using PicieContext context = database.CreateDbContext();
        (await context.MetricPoints.OrderBy(point => point.Step).Select(point => $"{point.Step} {point.Value} {point.BatchSequence}").ToListAsync()).ShouldBe(["0 2.5 7", "1 1.5 8"]);
        (await context.MetricBatches.OrderBy(batch => batch.Sequence).Select(batch => $"{batch.Attempt} {batch.Sequence} {batch.Points}").ToListAsync()).ShouldBe(["1 7 2", "1 8 1"]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Points_of_an_attempt_that_is_not_the_newest_are_refused(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        (Guid stage, int attempt) = await RunningAsync(database);
        MetricStore store = new(database, TimeProvider.System);

        (await store.AppendAsync(stage, attempt + 1, 1, [new StageMetricPoint("loss", 0, 2.5)], default)).ShouldBeFalse();

        await using PicieContext context = database.CreateDbContext();
        (await context.MetricPoints.CountAsync()).ShouldBe(0);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Points_of_an_attempt_that_has_ended_are_refused(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        (Guid stage, int attempt) = await RunningAsync(database);
        await database.Ledger.InterruptAsync(stage, attempt, default);

        (await new MetricStore(database, TimeProvider.System).AppendAsync(stage, attempt, 1, [new StageMetricPoint("loss", 0, 2.5)], default)).ShouldBeFalse();
    }

    private static async Task<(Guid Stage, int Attempt)> RunningAsync(TestDatabase database)
    {
        Guid stage = await database.AddStageAsync(StageState.Ready);
        StartedAttempt started = (await database.StartAsync(stage, new AttemptStart("host:1", "picie", "cpu", 1, _ => "log") { Offer = 0 }))!;
        return (stage, started.Number);
    }
}
