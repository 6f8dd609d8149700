using Microsoft.EntityFrameworkCore;
using PiCIE.Storage.Migrating;

namespace PiCIE.Storage.Tests.Migrating;

public sealed class DatabaseMigrationTests
{
    [Fact]
    public async Task The_migrations_give_the_model_as_it_is()
    {
        await using TestDatabase database = new();
        await using PicieContext context = database.CreateDbContext();

        context.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_database_is_in_write_ahead_mode()
    {
        await using TestDatabase database = new();
        await database.MigrateAsync();
        await using PicieContext context = database.CreateDbContext();

        string mode = await context.Database.SqlQuery<string>($"select journal_mode as \"Value\" from pragma_journal_mode").SingleAsync();

        mode.ShouldBe("wal");
    }

    [Fact]
    public async Task Several_processes_may_want_to_migrate_at_once()
    {
        await using TestDatabase database = new();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => database.MigrateAsync())));

        await using PicieContext context = database.CreateDbContext();
        (await context.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lock_row_that_a_killed_migration_left_is_removed()
    {
        await using TestDatabase database = new();
        await database.ExecuteAsync("""create table "__EFMigrationsLock" ("Id" integer primary key, "Timestamp" text not null)""");
        await database.ExecuteAsync("""insert into "__EFMigrationsLock" values (1, '2026-01-01')""");
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(20));

        await database.MigrateAsync(patience.Token);

        await using PicieContext context = database.CreateDbContext();
        (await context.Experiments.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_current_database_is_not_locked_again()
    {
        await using TestDatabase database = new();
        await database.MigrateAsync();
        await using FileStream held = new(database.LockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(20));

        await database.MigrateAsync(patience.Token);
    }

    [Fact]
    public async Task A_newer_database_is_refused_by_name()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync("""insert into "__EFMigrationsHistory" values ('29990101000000_Later', '99')""");

        NewerDatabaseException refused = await Should.ThrowAsync<NewerDatabaseException>(() => database.MigrateAsync());

        refused.Message.ShouldContain("29990101000000_Later");
        refused.Message.ShouldContain(database.File);
    }
}
