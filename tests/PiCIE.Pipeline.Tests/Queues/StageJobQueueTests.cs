using System.Collections.Concurrent;
using Hangfire.PostgreSql;
using Npgsql;
using PiCIE.Pipeline.Queues;

namespace PiCIE.Pipeline.Tests.Queues;

/// <summary>The queue of a pool on PostgreSQL, whose threads would look by themselves only in an hour.</summary>
public sealed class StageJobQueueTests : IAsyncLifetime
{
    private string _server = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        _server = await PostgreSqlServer.NewEmptyDatabaseAsync();
        await ServerJobStorage.PrepareAsync(_server, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await PostgreSqlServer.RemoveAsync(_server);
        }
    }

    [Fact]
    public async Task One_word_has_all_jobs_of_the_queue_done_side_by_side()
    {
        const int Jobs = 3;
        ConcurrentBag<int> begun = [];
        TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using StageJobQueue pool = new(
            ServerJobStorage.On(_server, Hourly()), "pool",
            async (_, offer) =>
            {
                begun.Add(offer);
                if (begun.Count == Jobs)
                {
                    all.SetResult();
                }

                await all.Task;
                return "done";
            },
            Jobs, TimeSpan.FromSeconds(5));
        await UntilIdleAsync();

        for (int job = 0; job < Jobs; job++)
        {
            pool.CreateIn("elsewhere", "a stage", Guid.NewGuid(), job);
        }

        // No process that has the pool took part in the making of these jobs, so nothing of Hangfire's wakes it.
        await ExecuteAsync("update hangfire.jobqueue set queue = 'pool'");
        pool.Wake();
        await all.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        begun.Order().ShouldBe(Enumerable.Range(0, Jobs));
    }

    /// <summary>Waits until the threads have looked once, for the first look needs no word.</summary>
    private async Task UntilIdleAsync()
    {
        await using NpgsqlConnection connection = new(_server);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using NpgsqlCommand servers = new("select count(*) from hangfire.server", connection);
        while ((long)(await servers.ExecuteScalarAsync(TestContext.Current.CancellationToken))! == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using NpgsqlConnection connection = new(_server);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static PostgreSqlStorageOptions Hourly() => new()
    {
        SchemaName = ServerJobStorage.Schema,
        PrepareSchemaIfNecessary = false,
        QueuePollInterval = TimeSpan.FromHours(1),
    };
}
