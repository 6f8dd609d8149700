using PiCIE.Cli.CommandLine;

namespace PiCIE.Cli.Tests.CommandLine;

public sealed class HomeSearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("picie.db")]
    [InlineData("picie.yaml")]
    public void The_nearest_home_above_is_found(string mark)
    {
        Home("", mark);
        string nearer = Home("a", mark);

        HomeSearch.Above(Directory.CreateDirectory(_folder["a/b/c"]).FullName).ShouldBe(nearer);
    }

    [Fact]
    public void A_home_in_the_folder_itself_needs_no_search()
    {
        Home("", "picie.db");
        Home("a", "picie.db");

        HomeSearch.Above(_folder["a"]).ShouldBeNull();
    }

    [Fact]
    public void A_folder_that_is_only_called_so_is_no_home()
    {
        Directory.CreateDirectory(_folder["picie-data/data"]);

        HomeSearch.Above(Directory.CreateDirectory(_folder["a"]).FullName).ShouldBeNull();
    }

    [Fact]
    public void A_folder_that_everybody_may_write_ends_the_search()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix permissions are needed.");
        Home("", "picie.db");
        DirectoryInfo open = Directory.CreateDirectory(_folder["open"]);
        Home("open", "picie.db");
        if (!OperatingSystem.IsWindows())
        {
            open.UnixFileMode |= UnixFileMode.OtherWrite;
        }

        HomeSearch.Above(Directory.CreateDirectory(_folder["open/a"]).FullName).ShouldBeNull();
    }

    [Fact]
    public void The_home_that_was_found_above_is_said_and_used()
    {
        string home = Home("", "picie.yaml");
        File.WriteAllText(Path.Combine(home, "picie.yaml"), "user: somebody\n");
        string below = Directory.CreateDirectory(_folder["a/b"]).FullName;
        CapturedTerminal terminal = new();
        CommandSession session = new(new ProcessSurroundings(terminal.Terminal, _ => null, below), json: false, CancellationToken.None, CancellationToken.None);

        session.Home.Root.ShouldBe(home);
        session.Home.Person.ShouldBe("somebody");
        terminal.Error.ShouldBe($"home: {home}\n");
        terminal.Out.ShouldBeEmpty();
    }

    [Fact]
    public void PICIE_HOME_is_stronger_than_any_search()
    {
        Home("", "picie.db");
        string below = Directory.CreateDirectory(_folder["a"]).FullName;
        CapturedTerminal terminal = new();
        CommandSession session = new(
            new ProcessSurroundings(terminal.Terminal, name => name == "PICIE_HOME" ? _folder["own"] : null, below), json: false, CancellationToken.None, CancellationToken.None);

        session.Home.Root.ShouldBe(_folder["own"]);
        terminal.Error.ShouldBeEmpty();
    }

    private string Home(string folder, string mark)
    {
        string home = Directory.CreateDirectory(_folder[Path.Combine(folder, "picie-data")]).FullName;
        File.WriteAllText(Path.Combine(home, mark), "");
        return home;
    }
}
