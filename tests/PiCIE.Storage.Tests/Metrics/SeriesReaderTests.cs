using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.States;
using PiCIE.Storage.Metrics;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Metrics;

/// <summary>A series in buckets is what its points come to, whatever blocks it was read from.</summary>
public sealed class SeriesReaderTests
{
    private const int Long = 9000;

    [Theory]
    [OnEachDatabase]
    public async Task Buckets_are_what_the_points_in_them_come_to(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        Dictionary<long, double> points = Invented(Long, step => 3 * step);
        (Guid stage, int attempt) = await RunningAsync(database);
        await TellAsync(database, stage, attempt, points, batch: 700);

        foreach ((int buckets, long? from, long? to) in new (int, long?, long?)[]
            { (1, null, null), (7, null, null), (100, null, null), (1000, null, null), (1_000_000, null, null), (50, 1000, 20_000), (10, 26_990, null), (3, 5, 5), (4, 100_000, null) })
        {
            SeriesView view = await ReadAsync(database, stage, buckets, from, to);

            view.ShouldBeThatOf(points, from, to);
            view.Buckets.Count.ShouldBeLessThanOrEqualTo(buckets + 1);
            if (from is null && to is null)
            {
                view.Points.ShouldBe(points.Count, "every point is in one bucket");
            }
        }
    }

    [Theory]
    [OnEachDatabase]
    public async Task What_is_not_a_number_or_infinite_is_counted_and_hides_no_extreme(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        (Guid stage, int attempt) = await RunningAsync(database);
        Dictionary<long, double> points = Enumerable.Range(0, Long).ToDictionary(step => (long)step, step => step switch
        {
            5 or 4000 => double.NaN,
            6 => double.PositiveInfinity,
            7 => double.NegativeInfinity,
            8 => -12.5,
            9 => 1e300,
            _ => 1.0,
        });
        await TellAsync(database, stage, attempt, points, batch: 1000);

        SeriesBucket all = (await ReadAsync(database, stage, 1)).Buckets.ShouldHaveSingleItem();

        (all.Points, all.Least, all.Greatest, all.NotNumbers, all.PositiveInfinities, all.NegativeInfinities).ShouldBe((Long, -12.5, 1e300, 2, 1, 1));
        (await ReadAsync(database, stage, Long)).Buckets[5].ShouldBe(new SeriesBucket(5, 1, null, null, null, 1, 0, 0));
    }

    [Theory]
    [OnEachDatabase]
    public async Task Steps_and_batches_that_are_told_again_change_the_blocks_as_they_change_the_points(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        (Guid stage, int attempt) = await RunningAsync(database);
        Dictionary<long, double> points = Invented(Long, step => step);
        await TellAsync(database, stage, attempt, points, batch: 900);
        await TellAsync(database, stage, attempt, points, batch: 900);
        MetricStore store = new(database, TimeProvider.System);
        (await store.AppendAsync(stage, attempt, 1000, [new StageMetricPoint("loss", 3, 99), new StageMetricPoint("loss", 5000, -99)], default)).ShouldBeTrue();
        (points[3], points[5000]) = (99, -99);

        SeriesView view = await ReadAsync(database, stage, 10);

        view.ShouldBeThatOf(points, null, null);
        await using PicieContext context = database.CreateDbContext();
        (await context.MetricLevels.Where(level => context.MetricSeries.Any(series => series.Id == level.SeriesId && series.Name == "loss")).GroupBy(level => level.Level).OrderBy(level => level.Key).Select(level => level.Sum(block => block.Points)).ToListAsync())
            .ShouldBe(Enumerable.Repeat((long)Long, MetricLevel.Highest));
    }

    [Theory]
    [OnEachDatabase]
    public async Task After_a_resume_only_what_came_before_the_checkpoint_counts_of_the_former_attempt(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        (Guid stage, int first) = await RunningAsync(database);
        Dictionary<long, double> points = Invented(Long, step => step);
        // The checkpoint lies within a block of every level; what came behind it is far off, so that a single point of it would show.
        const int Checkpoint = 5003;
        await TellAsync(database, stage, first, points.Where(point => point.Key < Checkpoint).ToDictionary(), batch: Checkpoint);
        await TellAsync(database, stage, first, points.Where(point => point.Key >= Checkpoint).ToDictionary(point => point.Key, _ => 1e9), batch: 4000, after: 1);
        await database.Ledger.InterruptAsync(stage, first, default);
        StartedAttempt second = (await database.StartAsync(stage, new AttemptStart("host:2", "picie", "cpu", 1, _ => "log") { Offer = 0 }))!;
        await using (PicieContext context = database.CreateDbContext())
        {
            await context.Attempts.Where(attempt => attempt.Number == second.Number)
                .ExecuteUpdateAsync(update => update.SetProperty(attempt => attempt.ResumedFromAttempt, first).SetProperty(attempt => attempt.ResumedFromBatch, 1));
        }

        (await ReadAsync(database, stage, 3)).ShouldBeThatOf(points.Where(point => point.Key < Checkpoint).ToDictionary(), null, null);
        await TellAsync(database, stage, second.Number, points.Where(point => point.Key >= Checkpoint).ToDictionary(), batch: 1500);

        foreach (int buckets in new[] { 1, 3, 40, 500, Long })
        {
            SeriesView view = await ReadAsync(database, stage, buckets);
            view.ShouldBeThatOf(points, null, null);
            view.Points.ShouldBe(Long);
        }
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_short_series_has_no_blocks_until_it_is_long(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        (Guid stage, int attempt) = await RunningAsync(database);
        Dictionary<long, double> points = Invented(2000, step => step);
        await TellAsync(database, stage, attempt, points.Where(point => point.Key < LevelWriter.FirstStep).ToDictionary(), batch: 500);
        await using PicieContext context = database.CreateDbContext();
        (await context.MetricLevels.CountAsync()).ShouldBe(0);
        (await ReadAsync(database, stage, 10)).ShouldBeThatOf(points.Where(point => point.Key < LevelWriter.FirstStep).ToDictionary(), null, null);

        await TellAsync(database, stage, attempt, points.Where(point => point.Key >= LevelWriter.FirstStep).ToDictionary(), batch: 500, after: 10);

        (await context.MetricLevels.Where(level => level.Level == 1 && context.MetricSeries.Any(series => series.Id == level.SeriesId && series.Name == "loss")).SumAsync(level => level.Points)).ShouldBe(2000, "also what it had before it was long");
        (await ReadAsync(database, stage, 10)).ShouldBeThatOf(points, null, null);
    }

    [Fact]
    public async Task A_view_of_a_long_series_costs_what_its_buckets_cost_and_not_what_its_points_do()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        (Guid stage, int attempt) = await RunningAsync(database);
        await TellAsync(database, stage, attempt, Invented(100_000, step => step), batch: 20_000);
        await using PicieContext context = database.CreateDbContext();
        await context.Database.OpenConnectionAsync();
        await SeriesReader.ReadAsync(context, stage, "loss", 100, null, null, default);

        using StepCount count = StepCount.Of(context);
        SeriesView view = await SeriesReader.ReadAsync(context, stage, "loss", 100, null, null, default);

        view.Points.ShouldBe(100_000);
        count.Steps.ShouldBeLessThan(50_000, "100,000 points would be at least as many steps");
    }

    /// <summary>Values that jump, with some that are no numbers.</summary>
    private static Dictionary<long, double> Invented(int count, Func<long, long> step)
    {
        Random random = new(7);
        return Enumerable.Range(0, count).ToDictionary(number => step(number), number => number % 997 == 3 ? double.NaN : number % 991 == 4 ? double.PositiveInfinity : random.NextDouble() - 0.5);
    }

    private static async Task TellAsync(TestDatabase database, Guid stage, int attempt, Dictionary<long, double> points, int batch, int after = 0)
    {
        MetricStore store = new(database, TimeProvider.System);
        foreach ((int number, KeyValuePair<long, double>[] part) in points.Chunk(batch).Index())
        {
            (await store.AppendAsync(stage, attempt, after + number + 1, [.. part.Select(point => new StageMetricPoint("loss", point.Key, point.Value)), new StageMetricPoint("other", part[0].Key, 7)], default))
                .ShouldBeTrue();
        }
    }

    private static async Task<SeriesView> ReadAsync(TestDatabase database, Guid stage, int buckets, long? from = null, long? to = null)
    {
        await using PicieContext context = database.CreateDbContext();
        return await SeriesReader.ReadAsync(context, stage, "loss", buckets, from, to, default);
    }

    private static async Task<(Guid Stage, int Attempt)> RunningAsync(TestDatabase database)
    {
        Guid stage = await database.AddStageAsync(StageState.Ready);
        StartedAttempt started = (await database.StartAsync(stage, new AttemptStart("host:1", "picie", "cpu", 1, _ => "log") { Offer = 0 }))!;
        return (stage, started.Number);
    }
}

/// <summary>Compares a view with the points that it is of.</summary>
internal static class SeriesViewAssertions
{
    public static void ShouldBeThatOf(this SeriesView view, Dictionary<long, double> points, long? from, long? to)
    {
        long least = (from ?? points.Keys.Min()) / view.Width;
        long greatest = (to ?? points.Keys.Max()) / view.Width;
        SeriesBucket[] expected =
        [
            .. points.Where(point => point.Key / view.Width >= least && point.Key / view.Width <= greatest).GroupBy(point => point.Key / view.Width).OrderBy(bucket => bucket.Key).Select(bucket =>
            {
                double[] numbers = [.. bucket.Select(point => point.Value).Where(double.IsFinite)];
                return new SeriesBucket(
                    bucket.Key * view.Width, bucket.Count(), numbers.Length > 0 ? numbers.Min() : null, numbers.Length > 0 ? numbers.Max() : null, numbers.Length > 0 ? numbers.Average() : null,
                    bucket.Count(point => double.IsNaN(point.Value)), bucket.Count(point => double.IsPositiveInfinity(point.Value)), bucket.Count(point => double.IsNegativeInfinity(point.Value)));
            }),
        ];
        view.Buckets.Select(bucket => bucket with { Mean = null }).ShouldBe(expected.Select(bucket => bucket with { Mean = null }));
        view.Buckets.Zip(expected).ShouldAllBe(pair => (pair.First.Mean == null) == (pair.Second.Mean == null) && Math.Abs((pair.First.Mean ?? 0) - (pair.Second.Mean ?? 0)) < 1e-9);
        view.Points.ShouldBe(expected.Sum(bucket => bucket.Points));
    }
}
