using Microsoft.EntityFrameworkCore;
using Npgsql;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Migrating;

namespace PiCIE.Storage.Tests.Migrating;

/// <summary>The schema of a PostgreSQL database, which many processes find empty or old at the same moment.</summary>
public sealed class ServerMigrationTests
{
    [Fact]
    public async Task The_migrations_give_the_model_as_it_is()
    {
        await using PicieContext context = new(PostgreSqlDatabase.Options("Host=nowhere"));

        context.Database.HasPendingModelChanges().ShouldBeFalse();
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Eight_processes_may_want_to_migrate_an_empty_database_at_once()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        string connection = await PostgreSqlServer.NewEmptyDatabaseAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => MigrateAsync(connection))));

        await using PicieContext context = new(PostgreSqlDatabase.Options(connection));
        (await context.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
        (await context.Experiments.CountAsync()).ShouldBe(0);
        await PostgreSqlServer.RemoveAsync(connection);
    }

    [Fact]
    public async Task A_newer_database_is_refused_by_name()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(ServerOrSkip());
        await database.ExecuteAsync("""insert into "__EFMigrationsHistory" values ('29990101000000_Later', '99')""");

        NewerDatabaseException refused = await Should.ThrowAsync<NewerDatabaseException>(() => MigrateAsync(database.Server!));

        refused.Message.ShouldContain("29990101000000_Later");
        refused.Message.ShouldContain("test_");
    }

    [Fact]
    public async Task Two_rows_of_a_table_have_the_same_columns_on_both_databases()
    {
        await using TestDatabase server = await TestDatabase.CreateAsync(ServerOrSkip());
        await using TestDatabase file = await TestDatabase.CreateAsync();
        await using PicieContext onServer = server.CreateDbContext(), onFile = file.CreateDbContext();

        ColumnsOf(onServer).ShouldBe(ColumnsOf(onFile));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_owns_the_database_gets_the_index_of_words_and_who_owns_the_tables_alone_goes_without(bool ownsDatabase)
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        string connection = await PostgreSqlServer.NewEmptyDatabaseAsync(), person = $"u_{Guid.NewGuid():N}";
        string database = new NpgsqlConnectionStringBuilder(connection).Database!;
        foreach (string statement in new[] { $"create user {person}", ownsDatabase ? $"alter database {database} owner to {person}" : $"grant all on schema public to {person}" })
        {
            await using PicieContext administrator = new(PostgreSqlDatabase.Options(connection));
            await administrator.Database.ExecuteSqlRawAsync(statement, TestContext.Current.CancellationToken);
        }

        string own = new NpgsqlConnectionStringBuilder(connection) { Username = person, Pooling = false }.ConnectionString;
        await MigrateAsync(own);

        await using (PicieContext context = new(PostgreSqlDatabase.Options(own)))
        {
            List<string> indexes = await context.Database.SqlQuery<string>($"select indexname::text as \"Value\" from pg_indexes where tablename = 'runs'").ToListAsync(TestContext.Current.CancellationToken);
            indexes.Contains("ix_runs_search_text").ShouldBe(ownsDatabase);
            indexes.ShouldContain("ix_runs_newest");
            (await context.Database.SqlQuery<string>($"select stxname::text as \"Value\" from pg_statistic_ext where stxstattarget = 1000").ToListAsync(TestContext.Current.CancellationToken))
                .ShouldBe(["st_run_settings_number", "st_run_settings_text"], ignoreOrder: true);
        }

        await PostgreSqlServer.RemoveAsync(connection);
    }

    private static string[] ColumnsOf(PicieContext context) =>
        [.. context.Model.GetEntityTypes().SelectMany(type => type.GetProperties().Select(property => $"{type.GetTableName()}.{property.GetColumnName()} {property.IsNullable}")).Order(StringComparer.Ordinal)];

    private static async Task MigrateAsync(string connection)
    {
        await using PicieContext context = new(PostgreSqlDatabase.Options(connection));
        await DatabaseMigration.RunOnServerAsync(context, () => Task.CompletedTask, CancellationToken.None);
    }

    private static DatabaseKind ServerOrSkip()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        return DatabaseKind.PostgreSql;
    }
}
