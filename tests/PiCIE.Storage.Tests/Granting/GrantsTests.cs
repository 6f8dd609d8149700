using Microsoft.EntityFrameworkCore;
using Npgsql;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.States;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;
using PiCIE.Storage.Granting;
using PiCIE.Storage.Metrics;
using PiCIE.Storage.Stages;
using PiCIE.Storage.Tests.Stages;

namespace PiCIE.Storage.Tests.Granting;

/// <summary>What a user of each role can do on a real server, and what it is refused.</summary>
public sealed class GrantsTests : IAsyncLifetime
{
    /// <summary>Tables of the design that hold keys, sessions and what people keep to themselves; those that are not there yet are planted.</summary>
    private static readonly string[] Secret = ["users", "api_keys", "sessions", "audit_entries", "webhooks", "saved_views"];

    private static readonly SplitResult Evaluated = new() { Split = "val", Protocol = "{}", Accuracy = 50, MeanIoU = 25, Figures = "{}", Matrices = [[[1, 2], [3, 4]]] };

    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        _database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        foreach (string table in Secret)
        {
            await _database.ExecuteAsync($"create table if not exists {table} (id uuid)");
        }

        await ApplyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_worker_carries_a_stage_from_start_to_commit()
    {
        User worker = await User.CreateAsync(_database, Grants.Worker);
        StageLedger ledger = new(worker, new EventJournal(DeliveryRoutes.None), TimeProvider.System, new FailureRules());
        Guid stage = await _database.AddStageAsync(StageState.Ready);
        AttemptStart start = TestAttempts.Start with { Offer = await _database.OfferAsync(stage), Lease = TimeSpan.FromSeconds(30) };

        StartedAttempt started = (await ledger.StartAsync(stage, start, default)).ShouldNotBeNull();
        (await ledger.HeartbeatAsync(stage, started.Number, TimeSpan.FromSeconds(30), default)).ShouldBeTrue();
        MetricStore points = new(worker, TimeProvider.System);
        (await points.AppendAsync(stage, started.Number, 1, [new StageMetricPoint("loss", 0, 2), new StageMetricPoint("loss", 1, 1)], default)).ShouldBeTrue();
        (await points.AppendAsync(stage, started.Number, 2, [new StageMetricPoint("loss", 1, 0.5)], default)).ShouldBeTrue();
        (await ledger.CommitAsync(stage, started.Number, TestAttempts.Commit with { Results = [Evaluated] }, default)).ShouldBeTrue();

        (await _database.StageAsync(stage)).State.ShouldBe(StageState.Done);
        await using PicieContext context = _database.CreateDbContext();
        (await context.MetricPoints.OrderBy(point => point.Step).Select(point => point.Value).ToListAsync()).ShouldBe([2.0, 0.5]);
        (await context.Confusions.CountAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData("users")]
    [InlineData("api_keys")]
    [InlineData("sessions")]
    [InlineData("audit_entries")]
    [InlineData("webhooks")]
    [InlineData("saved_views")]
    [InlineData("notes")]
    [InlineData("stars")]
    [InlineData("v_runs")]
    public async Task A_worker_reads_nothing_of_people(string table)
    {
        User worker = await User.CreateAsync(_database, Grants.Worker);

        (await worker.RefusalAsync($"select count(*) from {table}")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await worker.RefusalAsync("select count(*) from stages")).ShouldBeNull();
    }

    [Theory]
    [InlineData("delete from stages")]
    [InlineData("delete from attempts")]
    [InlineData("delete from artifacts")]
    [InlineData("update results set protocol = protocol")]
    [InlineData("update experiments set priority = 100")]
    [InlineData("update limits set person = person")]
    [InlineData("insert into experiments (id) values (null)")]
    [InlineData("create table mine (id uuid)")]
    [InlineData("drop table stages")]
    public async Task A_worker_changes_nothing_beyond_its_work(string sql)
    {
        User worker = await User.CreateAsync(_database, Grants.Worker);

        (await worker.RefusalAsync(sql)).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_reader_selects_the_views_and_nothing_else()
    {
        User reader = await User.CreateAsync(_database, Grants.Reader);
        await using PicieContext owner = _database.CreateDbContext();
        List<string> all = await owner.Database
            .SqlQuery<string>($"select table_name::text as \"Value\" from information_schema.tables where table_schema = 'public'").ToListAsync();
        List<string> readable = [];
        foreach (string table in all)
        {
            if (await reader.RefusalAsync($"select count(*) from \"{table}\"") is null)
            {
                readable.Add(table);
            }
        }

        readable.Order().ShouldBe(["v_confusion", "v_metrics", "v_replicates", "v_runs"]);
        all.Count.ShouldBeGreaterThan(40);
        (await reader.RefusalAsync("insert into v_runs (id) values (null)")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_server_writes_every_table_of_ours_and_changes_no_schema()
    {
        User server = await User.CreateAsync(_database, Grants.Server);
        await using PicieContext owner = _database.CreateDbContext();
        foreach (string table in owner.Model.GetEntityTypes().Select(entity => entity.GetTableName()).OfType<string>().Except(["audit_entries"]))
        {
            (await server.RefusalAsync($"delete from {table} where false")).ShouldBeNull(table);
            (await server.RefusalAsync($"select count(*) from {table}")).ShouldBeNull(table);
        }

        (await server.RefusalAsync("alter table stages add column mine int")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task S16_A_server_adds_to_the_audit_trail_and_changes_nothing_of_it()
    {
        User server = await User.CreateAsync(_database, Grants.Server);

        (await server.RefusalAsync("insert into audit_entries (id, at, act, subject) values (gen_random_uuid(), now(), 'cancel', 'ada/small')")).ShouldBeNull();
        (await server.RefusalAsync("update audit_entries set person = 'somebody'")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await server.RefusalAsync("delete from audit_entries")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [InlineData("insert into users (name, role, created_at) values ('mallory', 'admin', now())")]
    [InlineData("update users set role = 'admin'")]
    [InlineData("delete from sessions")]
    [InlineData("insert into audit_entries (id, at, act, subject) values (gen_random_uuid(), now(), 'cancel', 'ada/small')")]
    public async Task S16_A_worker_makes_nobody_and_no_entry(string sql)
    {
        User worker = await User.CreateAsync(_database, Grants.Worker);

        (await worker.RefusalAsync(sql)).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task What_a_role_had_beyond_is_taken_back_when_the_rights_are_set_again()
    {
        User worker = await User.CreateAsync(_database, Grants.Worker);
        await _database.ExecuteAsync($"grant all on notes, users to {Grants.Worker}");
        (await worker.RefusalAsync("select count(*) from users")).ShouldBeNull();

        await ApplyAsync();

        (await worker.RefusalAsync("select count(*) from users")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await worker.RefusalAsync("select count(*) from notes")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    private async Task ApplyAsync()
    {
        await using PicieContext context = _database.CreateDbContext();
        await Grants.ApplyAsync(_database, await Grants.StatementsAsync(context, "hangfire", default), default);
    }

    /// <summary>A user that is a member of one role and owns nothing.</summary>
    private sealed class User(string connection) : IDbContextFactory<PicieContext>
    {
        public static async Task<User> CreateAsync(TestDatabase database, string role)
        {
            string name = $"u_{Guid.NewGuid():N}";
            await database.ExecuteAsync($"create user {name} in role {role}");
            return new User(new NpgsqlConnectionStringBuilder(database.Server) { Username = name, Pooling = false }.ConnectionString);
        }

        public PicieContext CreateDbContext() => new(PostgreSqlDatabase.Options(connection));

        /// <summary>The code of the refusal of a statement; null where it was carried out.</summary>
        public async Task<string?> RefusalAsync(string sql)
        {
            await using PicieContext context = CreateDbContext();
            try
            {
                await context.Database.ExecuteSqlRawAsync(sql);
                return null;
            }
            catch (PostgresException refused)
            {
                return refused.SqlState;
            }
        }
    }
}
