namespace PiCIE.Cli.Tests.BadInput;

public sealed class ServeMistakeTests : IDisposable
{
    private readonly SpecHome _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-1")]
    [InlineData("65536")]
    [InlineData("http")]
    public async Task A_port_that_is_none_is_named_with_what_is_allowed(string port) =>
        (await _folder.PicieAsync("serve", "--port", port)).ShouldEndWith(2).ShouldSay($"--port is '{port}'; it is a whole number from 0 to 65535.");

    [Fact]
    public async Task An_address_is_given_only_while_somebody_serves() =>
        (await _folder.PicieAsync("open")).ShouldEndWith(4).ShouldSay("Nobody serves", "picie serve serves it");

    [Fact]
    public async Task A_file_with_an_address_that_cannot_be_read_is_no_secret_told()
    {
        Directory.CreateDirectory(_folder.Home);
        _folder.Write("home/serve.json", "token");
        using FileStream served = new(Path.Combine(_folder.Home, "serve.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        (await _folder.PicieAsync("open")).ShouldEndWith(3).ShouldSay("serve.json cannot be read");
    }
}
