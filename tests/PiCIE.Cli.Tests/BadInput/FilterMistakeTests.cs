namespace PiCIE.Cli.Tests.BadInput;

/// <summary>Filters that are none.</summary>
public sealed class FilterMistakeTests : IDisposable
{
    private readonly SpecHome _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("statsu = done", "--where, column 1", "'statsu' is no field", "Did you mean status?")]
    [InlineData("status = dnoe", "--where, column 10", "'status' is never 'dnoe'", "Did you mean done?")]
    [InlineData("marks = collapsed", "--where, column 9", "not known yet", "late-result")]
    public async Task A_filter_that_is_none_ends_with_2_and_says_where(string where, params string[] words) =>
        (await _folder.PicieAsync("runs", "list", "--where", where)).ShouldEndWith(2).ShouldSay(words);

    [Fact]
    public async Task As_json_it_is_one_document()
    {
        Said said = (await _folder.PicieAsync("runs", "list", "--sort", "naem", "--json")).ShouldEndWith(2);

        said.Json.GetProperty("error").GetProperty("where").GetString().ShouldBe("--sort, column 1");
    }

    [Fact]
    public async Task A_filter_that_no_run_passes_is_said_and_no_error() =>
        (await _folder.PicieAsync("runs", "list", "--where", "status = done")).ShouldEndWith(0).Out.ShouldContain("passes status = done");
}
