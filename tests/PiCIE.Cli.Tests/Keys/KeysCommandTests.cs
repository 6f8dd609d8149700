using System.Text.Json;
using PiCIE.Cli.Tests.BadInput;

namespace PiCIE.Cli.Tests.Keys;

/// <summary><c>picie keys</c> on the database of a team.</summary>
public sealed class KeysCommandTests : IAsyncLifetime
{
    private readonly SpecHome _folder = new();
    private string? _database;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        _database = await PostgreSqlServer.NewDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await (_database is null ? Task.CompletedTask : PostgreSqlServer.RemoveAsync(_database));
    }

    [Fact]
    public async Task A_key_is_printed_once_listed_without_its_digits_and_revoked_by_its_id()
    {
        string key = (await PicieAsync("keys", "create", "--person", "ada", "--role", "admin", "--print")).ShouldEndWith(0).Out.Trim();
        JsonElement made = (await PicieAsync("keys", "create", "--person", "ada", "--expires", "30", "--print", "--json")).ShouldEndWith(0).Json;
        Said listed = (await PicieAsync("keys", "list")).ShouldEndWith(0);
        JsonElement list = (await PicieAsync("keys", "list", "--json")).ShouldEndWith(0).Json;
        string id = made.GetProperty("created").GetProperty("id").GetString()!;
        (await PicieAsync("keys", "revoke", id)).ShouldEndWith(0).Out.ShouldContain("of ada lets nobody in any more");
        JsonElement after = (await PicieAsync("keys", "list", "--json")).Json;

        key.ShouldMatch("^picie_[0-9a-f]{72}$");
        made.GetProperty("key").GetString().ShouldNotBeNull().ShouldMatch("^picie_[0-9a-f]{72}$");
        listed.Out.ShouldContain($"…{key[^4..]}");
        $"{listed.Out}{list}".ShouldNotContain(key);
        list.GetProperty("keys").GetArrayLength().ShouldBe(2);
        after.GetProperty("keys").EnumerateArray().Single(one => one.GetProperty("id").GetString() == id).GetProperty("state").GetString().ShouldBe("revoked");
        (await PicieAsync("keys", "revoke", $"{Guid.Empty}")).ShouldEndWith(4);
        (await PicieAsync("keys", "create", "--person", "ada", "--role", "viewer", "--print")).ShouldEndWith(5).ShouldSay("ada is admin here");
        (await PicieAsync("keys", "create", "--person", "otto", "--print")).ShouldEndWith(2).ShouldSay("otto has no role yet");
    }

    [Fact]
    public async Task Without_a_key_the_list_says_how_to_make_one() =>
        (await PicieAsync("keys", "list")).ShouldEndWith(0).Out.ShouldContain("picie keys create --person NAME --role admin");

    private Task<Said> PicieAsync(params string[] arguments) =>
        _folder.PicieAsync(new Dictionary<string, string> { ["PICIE_DATABASE"] = _database!, ["PICIE_ARTIFACTS"] = _folder["artifacts"] }, arguments);
}
