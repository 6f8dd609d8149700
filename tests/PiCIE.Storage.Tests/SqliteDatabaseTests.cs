using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Experiments;

namespace PiCIE.Storage.Tests;

public sealed class SqliteDatabaseTests
{
    private const int ReadOnly = 8;

    [Fact]
    public async Task Who_opens_to_read_can_write_nothing()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        await using SqliteConnection connection = await SqliteDatabase.OpenToReadAsync(database.File, TestContext.Current.CancellationToken);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "delete from experiments";

        (await Should.ThrowAsync<SqliteException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken))).SqliteErrorCode.ShouldBe(ReadOnly);
    }

    [Fact]
    public async Task What_is_added_while_reading_stays_in_memory()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        await using PicieContext context = new(SqliteDatabase.ReadingOptions(await SqliteDatabase.OpenToReadAsync(database.File, TestContext.Current.CancellationToken)));
        context.Add(new Experiment { Id = Guid.CreateVersion7(), Person = "p", Name = "n", Task = "t", Data = "d" });

        (await context.SaveChangesAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    [Fact]
    public async Task Where_no_file_can_be_made_beside_it_a_database_is_read_all_the_same()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        LetNoFileBeMadeBeside(database);

        await using PicieContext context = new(SqliteDatabase.ReadingOptions(await SqliteDatabase.OpenToReadAsync(database.File, TestContext.Current.CancellationToken)));

        (await context.Experiments.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    [Fact]
    public async Task Changes_that_cannot_be_read_are_not_passed_over()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        LetNoFileBeMadeBeside(database);
        await File.WriteAllTextAsync(database.File + "-wal", "changes of a process that was killed", TestContext.Current.CancellationToken);

        await Should.ThrowAsync<SqliteException>(() => SqliteDatabase.OpenToReadAsync(database.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_list_in_a_query_is_one_parameter_however_long_it_is()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        await using PicieContext context = database.CreateDbContext();
        string[] names = [.. Enumerable.Range(0, 1000).Select(number => $"n{number}")];
        await using System.Data.Common.DbCommand command = context.Experiments.Where(row => names.Contains(row.Name)).CreateDbCommand();

        command.Parameters.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_row_cannot_name_another_that_is_not_there()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        await using PicieContext context = database.CreateDbContext();
        context.RunTags.Add(new RunTag { RunId = Guid.CreateVersion7(), Tag = "good" });

        (await Should.ThrowAsync<DbUpdateException>(() => context.SaveChangesAsync(TestContext.Current.CancellationToken)))
            .InnerException!.Message.ShouldContain("FOREIGN KEY");
    }

    /// <summary>As on a read-only disk, also for a person who may do everything: SQLite follows no link where it wants its file.</summary>
    private static void LetNoFileBeMadeBeside(TestDatabase database)
    {
        SqliteConnection.ClearAllPools();
        File.CreateSymbolicLink(database.File + "-shm", "/nowhere");
    }
}
