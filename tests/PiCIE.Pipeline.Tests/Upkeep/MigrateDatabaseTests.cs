using PiCIE.Pipeline.Upkeep;

namespace PiCIE.Pipeline.Tests.Upkeep;

public sealed class MigrateDatabaseTests
{
    [Theory]
    [OnEachDatabase]
    public async Task It_says_what_it_did_the_first_time_and_that_nothing_was_to_do_the_second(DatabaseKind kind)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("picie-migrate-");
        string? server = kind == DatabaseKind.PostgreSql ? await PostgreSqlServer.NewEmptyDatabaseAsync() : null;
        await using (TestHome home = new(folder.FullName, server: server, artifacts: Path.Combine(folder.FullName, "artifacts")))
        {
            MigratedDatabase first = await home.SendAsync(new MigrateDatabase()), second = await home.SendAsync(new MigrateDatabase());

            first.Created.ShouldBeTrue();
            first.Applied.ShouldContain(first.Schema);
            (second.Created, second.Applied.Count, second.Schema).ShouldBe((false, 0, first.Schema));
        }

        folder.Delete(recursive: true);
    }
}
