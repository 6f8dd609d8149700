using System.Text.Json;
using PiCIE.Cli.Tests.BadInput;

namespace PiCIE.Cli.Tests.Databases;

/// <summary><c>picie db</c> on a home of one person, and what it refuses.</summary>
public sealed class DbCommandTests : IDisposable
{
    private readonly SpecHome _folder = new();

    private Dictionary<string, string> Team => new()
    {
        ["PICIE_DATABASE"] = "postgresql://me:secret@127.0.0.1:1/picie",
        ["PICIE_ARTIFACTS"] = _folder["artifacts"],
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_home_is_migrated_once_backed_up_and_found_healthy()
    {
        (await _folder.PicieAsync("db", "migrate")).ShouldEndWith(0).Out.ShouldContain("had no tables; it has the schema ");
        (await _folder.PicieAsync("db", "migrate")).ShouldEndWith(0).Out.ShouldContain("has the newest schema already");

        Said copied = (await _folder.PicieAsync("db", "backup", "copy.db")).ShouldEndWith(0);
        copied.Out.ShouldContain($"is copied to {_folder["copy.db"]}");
        copied.Out.ShouldContain($"cp {_folder["copy.db"]} {Path.Combine(_folder.Home, "picie.db")}");
        File.Exists(_folder["copy.db"]).ShouldBeTrue();

        JsonElement check = (await _folder.PicieAsync("db", "check", "--json")).ShouldEndWith(0).Json;
        (check.GetProperty("fine").GetBoolean(), check.GetProperty("broken").GetArrayLength()).ShouldBe((true, 0));
    }

    [Fact]
    public async Task What_is_wrong_is_listed_with_its_id_and_ends_with_3()
    {
        (await _folder.PicieAsync("submit", "small.yaml")).ShouldEndWith(0);
        await using (Microsoft.Data.Sqlite.SqliteConnection connection = new($"Data Source={Path.Combine(_folder.Home, "picie.db")}"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
            command.CommandText = "delete from stage_wanters";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Said said = (await _folder.PicieAsync("db", "check")).ShouldEndWith(3);
        JsonElement broken = (await _folder.PicieAsync("db", "check", "--json")).ShouldEndWith(3).Json.GetProperty("broken")[0];

        said.Out.ShouldContain($"BROKEN  a run that is asked for needs a stage and the queue does not have it: {broken.GetProperty("row").GetString()} ({broken.GetProperty("id").GetGuid()})");
        (await _folder.PicieAsync("doctor")).Out.ShouldContain($"BROKEN  rows: a run that is asked for needs a stage and the queue does not have it");
        (await _folder.PicieAsync("submit", "small.yaml")).ShouldEndWith(0);
        (await _folder.PicieAsync("db", "check")).ShouldEndWith(0);
    }

    [Fact]
    public async Task A_copy_overwrites_nothing()
    {
        _folder.Write("copy.db", "mine");
        await _folder.PicieAsync("db", "migrate");

        (await _folder.PicieAsync("db", "backup", "copy.db")).ShouldEndWith(5).ShouldSay(_folder["copy.db"], "nothing is overwritten");

        File.ReadAllText(_folder["copy.db"]).ShouldBe("mine");
    }

    [Fact]
    public async Task A_copy_needs_a_folder_and_a_database_and_a_check_needs_one_too()
    {
        (await _folder.PicieAsync("db", "backup", "nowhere/copy.db")).ShouldEndWith(2).ShouldSay("there is no folder", _folder["nowhere"]);
        (await _folder.PicieAsync("db", "backup", "copy.db")).ShouldEndWith(4).ShouldSay("There is no database", "PICIE_HOME");
        (await _folder.PicieAsync("db", "check")).ShouldEndWith(4).ShouldSay("There is no database", Path.Combine(_folder.Home, "picie.db"));
        Directory.Exists(_folder.Home).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_pg_dump_its_command_is_named_without_the_password()
    {
        Said said = (await _folder.PicieAsync(Team, "db", "backup", "copy.dump")).ShouldEndWith(3);

        said.ShouldSay("pg_dump, and it is on no folder of PATH", "pg_dump --format=custom --host=127.0.0.1 --port=1 --username=me --dbname=picie --file=FILE");
        said.Error.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Roles_are_those_of_a_team() =>
        (await _folder.PicieAsync("db", "grants")).ShouldEndWith(2).ShouldSay("Only a team's database has roles", "PICIE_DATABASE");

    [Theory]
    [InlineData("migrate")]
    [InlineData("check")]
    [InlineData("grants")]
    public async Task A_database_that_cannot_be_reached_is_said_without_its_password(string command)
    {
        Said said = (await _folder.PicieAsync(Team, "db", command)).ShouldEndWith(3).ShouldSay("The database picie on 127.0.0.1:1 cannot be reached");

        said.Error.ShouldNotContain("secret");
    }
}
