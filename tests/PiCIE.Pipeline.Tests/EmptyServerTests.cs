using MediatR;
using Npgsql;
using PiCIE.Pipeline.Control;
using PiCIE.Pipeline.DataSets;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Upkeep;
using PiCIE.Pipeline.Waiting;
using PiCIE.Pipeline.Workers;

namespace PiCIE.Pipeline.Tests;

/// <summary>A team's database without tables: whoever only looks finds it empty and leaves it so, for it may be the wrong one.</summary>
public sealed class EmptyServerTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picie-empty-");
    private string _server = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        _server = await PostgreSqlServer.NewEmptyDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        if (_server is not null)
        {
            await PostgreSqlServer.RemoveAsync(_server);
        }
    }

    [Fact]
    public async Task Who_only_looks_makes_no_tables()
    {
        await using TestHome home = new(Path.Combine(_folder.FullName, "home"), null, _server, artifacts: Path.Combine(_folder.FullName, "artifacts"));

        (await home.SendAsync(new ListRuns())).Runs.ShouldBeEmpty();
        (await home.SendAsync(new ListQueue())).Total.ShouldBe(0);
        (await home.SendAsync(new ListWorkers())).Workers.ShouldBeEmpty();
        (await home.SendAsync(new LimitPerson("", null, null, Clear: false))).People.ShouldBeEmpty();
        (await home.SendAsync(new ListDataSets())).ShouldBeEmpty();
        (await home.SendAsync(new DescribeDatabase())).HasTables.ShouldBeFalse();
        await RefusedAsync(home, new CheckDatabase());
        await RefusedAsync(home, new GrantRoles(Apply: false));

        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new DrainWorkers(["host:1"])))).Code.ShouldBe("no-worker");
        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new CancelRuns(["seed-1"])))).Code.ShouldBe("no-run");
        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new PauseExperiments(["fields"], StopsWork: false)))).Code.ShouldBe("no-run");
        (await TablesAsync()).ShouldBe(0);
        await home.SendAsync(new MigrateDatabase());
        (await TablesAsync()).ShouldBeGreaterThan(40);
        (await home.SendAsync(new DescribeDatabase())).HasTables.ShouldBeTrue();
        (await home.SendAsync(new CheckDatabase())).Broken.ShouldBeEmpty();
    }

    private static async Task RefusedAsync<T>(TestHome home, IRequest<T> request)
    {
        PicieException refused = await Should.ThrowAsync<PicieException>(() => home.SendAsync(request));
        (refused.Code, refused.Kind).ShouldBe(("no-database", ProblemKind.NotFound));
        refused.Hint.ShouldNotBeNull().ShouldContain("picie db migrate");
    }

    private async Task<long> TablesAsync()
    {
        await using NpgsqlConnection connection = new(_server);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new("select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
