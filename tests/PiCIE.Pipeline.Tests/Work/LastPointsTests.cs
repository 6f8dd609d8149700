using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Experiments.Protocol;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Metrics;

namespace PiCIE.Pipeline.Tests.Work;

public sealed class LastPointsTests
{
    [Fact]
    public async Task Points_that_the_database_did_not_take_while_a_stage_worked_are_stored_before_its_result()
    {
        await using TestHome home = new(LateStore.Use);

        (await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)))).ShouldBe(WorkOutcome.Done);

        await using PicieContext context = await home.OpenAsync();
        (await context.MetricPoints.OrderBy(point => point.Step).Select(point => point.Value).ToListAsync()).ShouldBe([2.5, 2.25]);
    }

    /// <summary>Takes points only when the result of the stage lies there and waits for its commit.</summary>
    private sealed class LateStore(IMetricStore inner, PicieHome home) : IMetricStore
    {
        private const int Busy = 5;

        public static void Use(IServiceCollection services) => services.AddSingleton<IMetricStore>(provider => new LateStore(
            ActivatorUtilities.CreateInstance<MetricStore>(provider), provider.GetRequiredService<PicieHome>()));

        public Task<bool> AppendAsync(Guid stage, int attempt, long sequence, IReadOnlyList<StageMetricPoint> points, CancellationToken cancel) =>
            File.Exists(home.AttemptFolder(stage, attempt).Result)
                ? inner.AppendAsync(stage, attempt, sequence, points, cancel)
                : throw new SqliteException("database is locked", Busy);
    }
}
