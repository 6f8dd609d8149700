using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage;
using PiCIE.Storage.Results;

namespace PiCIE.Pipeline.Tests.Runs;

/// <summary>What notebooks read from the views is what the commands say.</summary>
public sealed class NotebookViewTests
{
    [Theory]
    [OnEachDatabase]
    public async Task Replicates_are_those_of_a_comparison(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2)));
        ComparedGroup group = (await home.SendAsync(new CompareRuns(["fields"]))).Groups.Single();

        await using PicieContext context = await home.OpenAsync();
        Replicates[] rows = await context.Database.SqlQueryRaw<Replicates>("select split, n, accuracy, mean_iou from v_replicates order by split").ToArrayAsync(TestContext.Current.CancellationToken);

        rows.Select(row => row.Split).ShouldBe(group.Metrics.Keys.Order());
        rows.ShouldAllBe(row => row.N == 2 && row.Accuracy.Equals(group.Metrics[row.Split].Accuracy.Mean) && row.MeanIou.Equals(group.Metrics[row.Split].MeanIoU.Mean));
    }

    [Theory]
    [OnEachDatabase]
    public async Task Matrices_are_those_of_the_run(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));
        RunDocument run = (await home.SendAsync(new ShowRun("seed-1"))).Runs.Single();

        await using PicieContext context = await home.OpenAsync();
        Matrix[] rows = await context.Database.SqlQueryRaw<Matrix>("select repeat, classes, clusters, counts from v_confusion where split = 'val' and epoch is null order by repeat")
            .ToArrayAsync(TestContext.Current.CancellationToken);

        rows.Select(row => row.Repeat).ShouldBe(Enumerable.Range(1, run.Metrics["val"].Repeats.Count));
        foreach ((Matrix row, RepeatMetrics repeat) in rows.Zip(run.Metrics["val"].Repeats))
        {
            CompactCounts.Read(row.Counts, row.Classes, row.Clusters).ShouldBe(repeat.Matrix.ShouldNotBeNull());
        }
    }

    private sealed record Replicates(string Split, int N, double Accuracy, double MeanIou);

    private sealed record Matrix(int Repeat, int Classes, int Clusters, byte[] Counts);
}
