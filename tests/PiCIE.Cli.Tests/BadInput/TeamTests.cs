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

    [Fact]
    public async Task Serving_is_for_a_home_of_its_own() =>
        (await _folder.PicieAsync(Team(Nowhere), "serve")).ShouldEndWith(2).ShouldSay("picie worker works for the team").Error.ShouldNotContain("secret");

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
    [InlineData("worker")]
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
