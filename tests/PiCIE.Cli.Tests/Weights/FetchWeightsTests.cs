using System.Text.Json;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Tests.Downloads;

namespace PiCIE.Cli.Tests.Weights;

public sealed class FetchWeightsTests : IDisposable
{
    private readonly TemporaryFolder _home = new();
    private readonly CapturedTerminal _terminal = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Another_file_than_the_public_one_is_refused_and_not_kept()
    {
        await using LocalFileServer server = new([1, 2, 3]);

        ExitStatus status = await _terminal.RunAsync(_home.Path, "weights", "fetch", "imagenet", "--url", server.Address.ToString(), "--json");

        status.ShouldBe(ExitStatus.Input);
        JsonElement error = JsonDocument.Parse(_terminal.Out).RootElement.GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe("wrong-checksum");
        error.GetProperty("message").GetString()!.ShouldContain("5c106cde");
        Directory.GetFiles(_home["weights"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_without_the_file_is_said_with_the_way_out()
    {
        await using LocalFileServer server = new([]) { IsEmpty = true };

        ExitStatus status = await _terminal.RunAsync(_home.Path, "weights", "fetch", "imagenet", "--backbone", "resnet50", "--url", server.Address.ToString());

        status.ShouldBe(ExitStatus.Input);
        _terminal.Error.ShouldContain("404");
        _terminal.Error.ShouldContain("--url");
        _terminal.Error.ShouldContain($"copy the file into {_home["weights"]} by hand");
    }

    [Theory]
    [InlineData("mirror/resnet18.pth")]
    [InlineData("file:///etc/passwd")]
    public async Task An_address_that_is_none_is_refused(string address)
    {
        ExitStatus status = await _terminal.RunAsync(_home.Path, "weights", "fetch", "imagenet", "--url", address);

        status.ShouldBe(ExitStatus.Input);
        _terminal.Error.ShouldContain(address);
        _terminal.Error.ShouldContain("https://");
    }
}
