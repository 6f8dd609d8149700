using Microsoft.EntityFrameworkCore;
using Npgsql;
using PiCIE.Experiments.States;

namespace PiCIE.Storage.Tests.Stages;

/// <summary>Leases that pass while somebody who ends them waits for a lock.</summary>
public sealed class ExpiryRaceTests
{
    [Fact]
    public async Task A_lease_that_passes_after_the_look_is_left_to_the_next_one_and_its_commit_stays()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        await using TestDatabase database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        Guid expired = await StartAsync(database, TimeSpan.FromHours(-1)), late = await StartAsync(database, TimeSpan.FromHours(1));
        await using NpgsqlConnection first = await HoldAsync(database, expired);
        Task<int> ending = database.Ledger.EndExpiredAsync(default);
        await UntilWaitingAsync(database, 1);

        await database.ExecuteAsync($"update stages set lease_until = now() - interval '1 hour' where id = '{late}'");
        await using NpgsqlConnection second = await HoldAsync(database, late);
        Task<bool> committing = database.Ledger.CommitAsync(late, 1, TestAttempts.Commit, default);
        await UntilWaitingAsync(database, 2);
        await first.CloseAsync();
        await UntilWaitingAsync(database, 1, orOver: ending);
        await second.CloseAsync();

        (await committing).ShouldBeTrue();
        (await ending).ShouldBe(1);
        (await database.StageAsync(expired)).State.ShouldBe(StageState.Ready);
        (await database.StageAsync(late)).State.ShouldBe(StageState.Done, "what was confirmed stays");
    }

    private static async Task<Guid> StartAsync(TestDatabase database, TimeSpan lease)
    {
        Guid stage = await database.AddStageAsync(StageState.Ready);
        (await database.StartAsync(stage, TestAttempts.Start with { Lease = lease })).ShouldNotBeNull();
        return stage;
    }

    /// <summary>Locks the row of a stage until the connection is closed.</summary>
    private static async Task<NpgsqlConnection> HoldAsync(TestDatabase database, Guid stage)
    {
        NpgsqlConnection connection = new(database.Server + ";Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new($"begin; select id from stages where id = '{stage}' for update", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Waits until so many connections of the database wait for a row that another one has, or until something is over.</summary>
    private static async Task UntilWaitingAsync(TestDatabase database, int connections, Task? orOver = null)
    {
        await using PicieContext context = database.CreateDbContext();
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(4));
        while (orOver?.IsCompleted != true && await context.Database
            .SqlQueryRaw<int>("select count(*)::int as \"Value\" from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'").SingleAsync(patience.Token) < connections)
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
