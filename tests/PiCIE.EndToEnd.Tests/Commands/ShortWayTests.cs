using System.Diagnostics;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Commands;

/// <summary><c>eng/picie</c>, the short way to the built program.</summary>
public sealed class ShortWayTests : IDisposable
{
    private readonly PicieHomeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_works_from_any_folder_also_through_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script needs a Unix shell.");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "picie"), Script);

        (await RunAsync(Script, "version")).ShouldEndWith(0).Out.ShouldStartWith("picie 0.1.0");
        (await RunAsync(Path.Combine(_folder.Path, "picie"), "version")).ShouldEndWith(0).Out.ShouldStartWith("picie 0.1.0");
    }

    [Fact]
    public async Task It_hands_on_the_exit_status_and_words_with_spaces()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script needs a Unix shell.");

        (await RunAsync(Script, "run", "no such spec.yaml")).ShouldEndWith(2).ShouldSay("no such spec.yaml");
        (await RunAsync(Script, "runs", "show", "nothing-like-it")).ShouldEndWith(4);
    }

    private static string Script => Path.Combine(Repository.Root, "eng", "picie");

    private async Task<PicieOutcome> RunAsync(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PICIE_HOME"] = _folder.Home;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new PicieOutcome(process.ExitCode, await output, await error);
    }
}
