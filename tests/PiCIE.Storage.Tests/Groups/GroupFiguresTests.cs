using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage.Checking;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Groups;

/// <summary>What is stored of a group is what its runs say, whatever happened to them in which order.</summary>
public sealed class GroupFiguresTests
{
    [Theory]
    [OnEachDatabase(1)]
    [OnEachDatabase(2)]
    [OnEachDatabase(3)]
    public async Task Whatever_happens_the_stored_figures_are_those_of_the_runs(DatabaseKind kind, int seed)
    {
        await using ReplicatedRuns runs = await ReplicatedRuns.CreateAsync(kind, count: 18, groups: 3, paired: true);
        Random random = new(seed);
        HashSet<string> seen = [];
        for (int step = 0; step < 60; step++)
        {
            string done = await StepAsync(runs, random);
            seen.Add(done.Split(' ')[0]);
            await runs.ShouldAddUpAsync($"step {step} of seed {seed}: {done}");
        }

        seen.Count.ShouldBeGreaterThanOrEqualTo(6, "the steps are hardly worth the name of random");
        await using PicieContext context = runs.Database.CreateDbContext();
        (await context.GroupMetrics.AnyAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await Invariants.BrokenAsync(context, TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    public async Task Ten_commits_at_once_leave_ten(DatabaseKind kind)
    {
        await using ReplicatedRuns runs = await ReplicatedRuns.CreateAsync(kind, count: 10, groups: 1, paired: false);
        List<StartedAttempt> started = [];
        for (int run = 0; run < runs.Count; run++)
        {
            started.Add((await runs.StartAsync(run)).ShouldNotBeNull());
        }

        await Task.WhenAll(started.Select((attempt, run) => Task.Run(() => runs.CommitAsync(run, attempt, ("meanIoU", $"{run}")))));

        await using PicieContext context = runs.Database.CreateDbContext();
        RunGroup group = await context.RunGroups.SingleAsync(one => one.GroupKey == "g0", TestContext.Current.CancellationToken);
        (group.N, group.Members).ShouldBe((10, 10));
        GroupMetric metric = await context.GroupMetrics.SingleAsync(TestContext.Current.CancellationToken);
        (metric.Key, metric.N, metric.Mean, metric.M2, metric.Min, metric.Max).ShouldBe(("val.meanIoU", 10, 4.5, 82.5, 0, 9));
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_figure_that_is_no_number_is_absent_and_marked(DatabaseKind kind)
    {
        await using ReplicatedRuns runs = await ReplicatedRuns.CreateAsync(kind, count: 2, groups: 1, paired: false);
        await runs.CommitAsync(0, (await runs.StartAsync(0)).ShouldNotBeNull(), ("meanIoU", "20"), ("accuracy", "\"NaN\""), ("accuracyStd", "null"));
        await runs.CommitAsync(1, (await runs.StartAsync(1)).ShouldNotBeNull(), ("meanIoU", "30"), ("accuracy", "60"));

        await using PicieContext context = runs.Database.CreateDbContext();
        (await context.RunMetricGaps.SingleAsync(TestContext.Current.CancellationToken)).Key.ShouldBe("val.accuracy", "a figure that was never computed has no mark");
        Dictionary<string, GroupMetric> figures = await context.GroupMetrics.ToDictionaryAsync(metric => metric.Key, TestContext.Current.CancellationToken);
        (figures["val.accuracy"].N, figures["val.accuracy"].Mean).ShouldBe((1, 60));
        (figures["val.meanIoU"].N, figures["val.meanIoU"].Mean).ShouldBe((2, 25));
        figures.Count.ShouldBe(2);
    }

    private static async Task<string> StepAsync(ReplicatedRuns runs, Random random)
    {
        int run = random.Next(runs.Count);
        switch (random.Next(10))
        {
            case 0:
                await runs.ArchiveAsync(run, undo: false);
                await runs.DeleteAsync(run);
                return $"deleted {run}";
            case 1:
                await runs.ArchiveAsync(run, undo: random.Next(2) == 0);
                return $"archived {run}";
            case 2:
                await runs.RestoreAsync(run);
                return $"restored {run}";
            case 3:
                await runs.CancelAsync(run);
                return $"canceled {run}";
            case 4:
                await runs.AskAgainAsync(run);
                return $"asked-again {run}";
            case 5:
                await runs.WithdrawAsync(run);
                return $"withdrew {run}";
            default:
                if (await runs.StartAsync(run) is not { } started)
                {
                    return $"nothing {run}";
                }

                await runs.CommitAsync(
                    run, started, ("accuracy", Percent(random)), ("meanIoU", random.Next(5) == 0 ? "\"NaN\"" : Percent(random)), ("accuracyStd", random.Next(2) == 0 ? "null" : "0"));
                return $"committed {run}";
        }
    }

    private static string Percent(Random random) => (random.NextDouble() * 100).ToString("R", CultureInfo.InvariantCulture);
}
