namespace PiCIE.Cli.Tests.BadInput;

/// <summary>Commands of a team that cannot be carried out.</summary>
public sealed class TeamTests : IDisposable
{
    private const string Nowhere = "postgresql://me:secret@127.0.0.1:1/picie";
    private readonly SpecHome _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_worker_without_a_team_is_refused() =>
        (await _folder.PicieAsync("worker")).ShouldEndWith(2).ShouldSay("PICIE_DATABASE names no database", "picie run works by itself");

    [Theory]
    [InlineData("PICIE_LISTEN", "http://0.0.0.0:5480", "PICIE_HOSTS", "names")]
    [InlineData("PICIE_LISTEN", "5480", "PICIE_LISTEN is '5480'", "https://0.0.0.0:5443")]
    [InlineData("PICIE_LISTEN", "https://127.0.0.1:5443", "PICIE_CERTIFICATE", "PEM")]
    [InlineData("PICIE_PROXIES", "proxy", "PICIE_PROXIES has 'proxy'", "10.0.0.0/28")]
    public async Task A_setting_of_a_server_that_is_wrong_is_said_before_the_database_is_asked(string name, string value, params string[] words) =>
        (await _folder.PicieAsync(new Dictionary<string, string>(Team(Nowhere)) { [name] = value }, "serve")).ShouldEndWith(2).ShouldSay(words).Error.ShouldNotContain("secret");

    [Theory]
    [InlineData("keys", "list")]
    [InlineData("keys", "revoke", "019aaaaa-0000-7000-8000-000000000000")]
    [InlineData("keys", "create", "--person", "ada", "--role", "admin")]
    public async Task Keys_are_those_of_a_team(params string[] arguments) =>
        (await _folder.PicieAsync(arguments)).ShouldEndWith(2).ShouldSay("Only a team has keys", "PICIE_DATABASE");

    [Fact]
    public async Task A_key_goes_into_a_pipe_only_where_that_is_asked_for() =>
        (await _folder.PicieAsync(Team(Nowhere), "keys", "create", "--person", "ada", "--role", "admin")).ShouldEndWith(2).ShouldSay("no terminal", "--print", "nothing was made");

    [Theory]
    [InlineData("--expires is 'soon'", "keys", "create", "--person", "ada", "--expires", "soon")]
    [InlineData("king", "keys", "create", "--person", "ada", "--role", "king")]
    [InlineData("--person", "keys", "create", "--role", "viewer")]
    [InlineData("is no id of a key", "keys", "revoke", "ada")]
    [InlineData("That is a key and not its id", "keys", "revoke", "picie_0123")]
    public async Task A_word_about_a_key_that_is_wrong_is_named(string words, params string[] arguments) =>
        (await _folder.PicieAsync(Team(Nowhere), arguments)).ShouldEndWith(2).ShouldSay(words);

    [Fact]
    public async Task A_wrong_pool_is_refused_before_anything_is_looked_at() =>
        (await _folder.PicieAsync(Team(Nowhere), "worker", "--pool", "trian=1")).ShouldEndWith(2).ShouldSay("'trian' is no kind of stage");

    [Fact]
    public async Task A_pool_on_a_graphics_card_is_refused() =>
        (await _folder.PicieAsync(Team(Nowhere), "worker", "--pool", "train@cuda:0=1")).ShouldEndWith(2).ShouldSay("works on the processor only", "--pool train@cpu=1");

    [Fact]
    public async Task Workers_are_those_of_a_team() =>
        (await _folder.PicieAsync("workers", "list")).ShouldEndWith(2).ShouldSay("Only a team has workers", "PICIE_DATABASE");

    [Fact]
    public async Task A_database_that_is_none_is_refused_without_its_password() =>
        (await _folder.PicieAsync(Team("mysql://me:secret@db/picie"), "runs", "list")).ShouldEndWith(2).ShouldSay("PICIE_DATABASE names no PostgreSQL database").Error.ShouldNotContain("secret");

    [Theory]
    [InlineData("runs", "list")]
    [InlineData("workers", "list")]
    [InlineData("serve")]
    [InlineData("keys", "list")]
    [InlineData("keys", "create", "--person", "ada", "--role", "admin", "--print")]
    [InlineData("submit", "small.yaml")]
    [InlineData("run", "small.yaml", "--plan")]
    public async Task A_database_that_cannot_be_reached_is_said_without_its_password(params string[] arguments)
    {
        Said said = await _folder.PicieAsync(Team(Nowhere), arguments);

        said.ShouldEndWith(3).ShouldSay("The database picie on 127.0.0.1:1 cannot be reached", "PICIE_DATABASE");
        said.Error.ShouldNotContain("secret");
    }

    private Dictionary<string, string> Team(string database) => new() { ["PICIE_DATABASE"] = database, ["PICIE_ARTIFACTS"] = _folder["artifacts"] };
}
