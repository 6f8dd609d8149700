using System.Diagnostics;
using PiCIE.Cli.CommandLine;

namespace PiCIE.Cli.Tests.Completions;

/// <summary>What a shell is answered, and the script by which bash asks.</summary>
public sealed class CompletionCommandTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("picie ru", "run", "runs")]
    [InlineData("picie runs ", "compare", "list", "show")]
    [InlineData("picie run spec.yaml --pl", "--plan")]
    [InlineData("picie completion ", "bash", "zsh", "fish")]
    [InlineData("picie db b", "backup")]
    public async Task An_unfinished_line_is_answered_with_what_may_follow(string line, params string[] words)
    {
        string[] answer = await AnswerAsync(line);

        answer.ShouldBeSubsetOf([.. words, .. Recursive]);
        words.ShouldBeSubsetOf(answer);
    }

    [Fact]
    public async Task A_shell_that_is_not_known_is_refused_with_those_that_are()
    {
        CapturedTerminal terminal = new();

        (await terminal.RunAsync(_home.Path, "completion", "tcsh")).ShouldBe(ExitStatus.Input);
        terminal.Error.ShouldContain("tcsh");
        terminal.Error.ShouldContain("bash");
    }

    [Fact]
    public async Task Bash_completes_with_the_script()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "bash is needed.");
        CapturedTerminal terminal = new();
        (await terminal.RunAsync(_home.Path, "completion", "bash")).ShouldBe(ExitStatus.Done);
        string[] answer = await AnswerAsync("picie ru");

        // picie itself is a function here that takes note of the question and gives the answer of this process.
        _home.Write("answer", string.Join('\n', answer));
        _home.Write("try.sh", $$"""
            picie() { printf '%s|' "$@" > '{{_home["asked"]}}'; cat '{{_home["answer"]}}'; }
            {{terminal.Out}}
            COMP_LINE='picie ru' COMP_POINT=8 COMP_WORDS=(picie ru) COMP_CWORD=1
            _picie
            printf '%s\n' "${COMPREPLY[@]}"
            complete -p picie
            """);
        using Process bash = Process.Start(new ProcessStartInfo("bash", ["--norc", _home["try.sh"]]) { RedirectStandardOutput = true })!;
        string[] completed = (await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        completed.ShouldBe(["run", "runs", "complete -o default -F _picie picie"]);
        File.ReadAllText(_home["asked"]).ShouldBe("[suggest:8]|picie ru|");
    }

    private static readonly string[] Recursive = ["--help", "-?", "-h", "/?", "/h", "--json", "--quiet", "--version"];

    private async Task<string[]> AnswerAsync(string line)
    {
        CapturedTerminal terminal = new();
        (await terminal.RunAsync(_home.Path, $"[suggest:{line.Length}]", line)).ShouldBe(ExitStatus.Done);
        terminal.Error.ShouldBeEmpty();
        return terminal.Out.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }
}
