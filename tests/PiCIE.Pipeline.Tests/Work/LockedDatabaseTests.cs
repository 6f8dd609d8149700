using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Protocol;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Tests.Work;

public sealed class LockedDatabaseTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_training_says_all_its_points_while_another_process_holds_the_database()
    {
        await using TestHome home = new();
        home.Let("train", "points-later");
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        SqliteConnection? locking = null;
        Watching watching = new()
        {
            Each = notice =>
            {
                if (notice is StageStarted { Stage.Kind: "train" })
                {
                    locking = Lock(home);
                    File.WriteAllText(Path.Combine(home.Root, "control", "locked"), string.Empty);
                }
            },
        };

        Task<WorkOutcome> work = home.WorkAsync(experiment, watching);
        await home.UntilAsync("said", Deadline);
        locking.ShouldNotBeNull().Dispose();

        (await work).ShouldBe(WorkOutcome.Done);
        await using PicieContext context = await home.OpenAsync();
        List<double?> values = await context.MetricPoints
            .Where(point => context.MetricSeries.Any(series => series.Id == point.SeriesId && series.Name == "noise"))
            .Select(point => point.Value).ToListAsync();
        (values.Count, values.TrueForAll(value => value is null)).ShouldBe((200, true));
    }

    [Fact]
    [Trait("Category", "long")]
    public async Task A_database_that_stays_locked_at_the_commit_holds_the_result_and_nothing_is_computed_twice()
    {
        await using TestHome home = new();
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        SqliteConnection? locking = null;
        List<string> told = [];
        Watching watching = new()
        {
            Each = notice =>
            {
                locking ??= notice is StageStarted { Stage.Kind: "train" } ? Lock(home) : null;
                if (notice is StageLogged { Level: StageLogLevel.Warning } warning)
                {
                    told.Add(warning.Text);
                    if (warning.Text.StartsWith("A finished result is held", StringComparison.Ordinal))
                    {
                        locking!.Dispose();
                    }
                }
            },
        };

        (await home.WorkAsync(experiment, watching)).ShouldBe(WorkOutcome.Done);

        told.ShouldContain(text => text.Contains("stays locked by another process", StringComparison.Ordinal));
        home.Ran().ShouldBe(["preprocess", "train", "cluster", "evaluate"]);
    }

    [Fact]
    [Trait("Category", "long")]
    public async Task A_database_that_is_locked_when_the_work_begins_is_waited_for()
    {
        await using TestHome home = new();
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        SqliteConnection locking = Lock(home);
        Watching watching = new()
        {
            Each = notice =>
            {
                if (notice is StageLogged { Level: StageLogLevel.Warning } warning && warning.Text.Contains("locked", StringComparison.Ordinal))
                {
                    locking.Dispose();
                }
            },
        };

        (await home.WorkAsync(experiment, watching)).ShouldBe(WorkOutcome.Done);
    }

    private static SqliteConnection Lock(TestHome home)
    {
        SqliteConnection connection = new($"Data Source={home.Home.Database};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "begin immediate";
        command.ExecuteNonQuery();
        return connection;
    }
}
