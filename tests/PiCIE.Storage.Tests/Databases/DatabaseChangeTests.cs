using Microsoft.EntityFrameworkCore;
using Npgsql;
using PiCIE.Experiments.States;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Databases;

public sealed class DatabaseChangeTests
{
    [Fact]
    public async Task A_change_that_meets_a_deadlock_while_it_saves_runs_again()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        await using TestDatabase database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        Guid one = await database.AddStageAsync(StageState.Ready), other = await database.AddStageAsync(StageState.Ready);
        TaskCompletionSource[] arrived = [new(), new()];
        int tries = 0;

        await Task.WhenAll(ChangeAsync(0, one, other), ChangeAsync(1, other, one));

        tries.ShouldBe(3, "the database ended one of the two, and it ran again");
        (await database.StageAsync(one)).BatchSize.ShouldNotBeNull();
        (await database.StageAsync(other)).BatchSize.ShouldNotBeNull();

        Task<bool> ChangeAsync(int side, Guid first, Guid second) => DatabaseChange.RunAsync(
            database,
            async context =>
            {
                Interlocked.Increment(ref tries);
                await SaveAsync(context, first, side);
                arrived[side].TrySetResult();
                await arrived[1 - side].Task;
                await SaveAsync(context, second, side);
                return true;
            },
            default);
    }

    [Theory]
    [InlineData(PostgresErrorCodes.AdminShutdown, DatabaseErrorKind.Unreachable)]
    [InlineData(PostgresErrorCodes.DeadlockDetected, DatabaseErrorKind.Locked)]
    [InlineData(PostgresErrorCodes.DiskFull, DatabaseErrorKind.Full)]
    public void What_a_save_met_is_recognised_however_it_is_wrapped(string state, DatabaseErrorKind kind)
    {
        PostgresException said = new("said so", "ERROR", "ERROR", state);

        DatabaseErrors.KindOf(said).ShouldBe(kind);
        DatabaseErrors.KindOf(new DbUpdateException("see inner", said)).ShouldBe(kind);
        DatabaseErrors.KindOf(new InvalidOperationException("likely transient", said)).ShouldBe(kind);
        DatabaseErrors.KindOf(new InvalidOperationException("likely transient", new DbUpdateException("see inner", said))).ShouldBe(kind);
    }

    private static async Task SaveAsync(PicieContext context, Guid id, int side)
    {
        Stage stage = await context.Stages.SingleAsync(row => row.Id == id);
        stage.BatchSize = side + 1;
        await context.SaveChangesAsync();
    }
}
