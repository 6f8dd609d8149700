using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.States;
using PiCIE.Faults.Races;
using PiCIE.Faults.Rigs;
using PiCIE.Pipeline.Submissions;
using PiCIE.Storage;
using PiCIE.Storage.Metrics;

namespace PiCIE.Faults.Tests;

/// <summary>Points that come doubled, in random order and without being numbers.</summary>
public sealed class PointTests(ServerOfTests server)
{
    private const int Batches = 60;
    private const int PointsOfBatch = 25;
    private const int Deliveries = 3;

    [Fact]
    public async Task F26_What_is_stored_of_batches_that_come_doubled_and_in_random_order_is_what_was_accepted()
    {
        await using FaultRig rig = await server.NewRigAsync();
        await using RaceGround ground = new(rig.Folder, rig.Connection);
        await ground.SendAsync(new SubmitExperiment(ground.Spec("first", (1, 1), 5), Path.Combine(rig.Folder, "race.yaml"), [], "ada"));
        RaceSubject subject = await ground.AddAsync(1, StageState.Ready);
        Random random = new(26);
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            (await ground.StartAsync(subject.Stage)).Number.ShouldBe(attempt);
            Dictionary<long, StageMetricPoint[]> batches = Enumerable.Range(0, Batches).ToDictionary(
                batch => batch + 1L, batch => Enumerable.Range(batch * PointsOfBatch, PointsOfBatch).Select(step => new StageMetricPoint("loss", step, ValueOf(random))).ToArray());
            long[] deliveries = [.. batches.Keys.SelectMany(sequence => Enumerable.Repeat(sequence, Deliveries)).OrderBy(_ => random.Next())];
            IMetricStore store = ground.Get<IMetricStore>();

            await Parallel.ForEachAsync(deliveries, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (sequence, cancel) =>
                (await store.AppendAsync(subject.Stage, attempt, sequence, batches[sequence], cancel)).ShouldBeTrue());

            (await store.AppendAsync(subject.Stage, attempt - 1, Batches + 1, batches[1], default)).ShouldBeFalse("an older attempt writes nothing");
            await EqualsAsync(rig, subject.Stage, attempt, [.. batches.Values.SelectMany(points => points)]);
            (await ground.Ledger.InterruptAsync(subject.Stage, attempt, default)).ShouldBeTrue();
        }
    }

    private static async Task EqualsAsync(FaultRig rig, Guid stage, int attempt, StageMetricPoint[] accepted)
    {
        await using PicieContext context = rig.Open();
        Guid series = await context.MetricSeries.Where(row => row.StageId == stage && row.Attempt == attempt).Select(row => row.Id).SingleAsync();
        double?[] stored = [.. await context.MetricPoints.Where(point => point.SeriesId == series).OrderBy(point => point.Step).Select(point => point.Value).ToListAsync()];
        stored.ShouldBe(accepted.OrderBy(point => point.Step).Select(point => double.IsNaN(point.Value) ? null : (double?)point.Value));
        (await context.MetricBatches.Where(batch => batch.StageId == stage && batch.Attempt == attempt).SumAsync(batch => batch.Points)).ShouldBe(accepted.Length);
    }

    private static double ValueOf(Random random) => random.Next(10) switch
    {
        0 => double.NaN,
        1 => double.PositiveInfinity,
        2 => double.NegativeInfinity,
        _ => random.NextDouble(),
    };
}
