using System.CommandLine;
using PiCIE.Cli.CommandLine;

namespace PiCIE.Cli.Completions;

/// <summary>
/// Builds <c>picie completion bash|zsh|fish</c>, which prints what a shell reads to complete command lines. The shell then asks picie itself, by the
/// directive <c>[suggest:POSITION]</c> of the command line library, so that a new command needs no new script.
/// </summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            # bash: put this into ~/.bashrc:   source <(picie completion bash)
            _picie() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$(picie "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _picie picie
            """,
        ["zsh"] = """
            # zsh: put this into ~/.zshrc, behind compinit:   source <(picie completion zsh)
            _picie() {
                local line="${(j: :)words[1,CURRENT]}"
                local -a found
                found=("${(@f)$(picie "[suggest:${#line}]" "$line" 2>/dev/null)}")
                if [[ -n "${found[1]}" ]]; then compadd -a found; else _files; fi
            }
            compdef _picie picie
            """,
        ["fish"] = """
            # fish: put this into ~/.config/fish/config.fish:   picie completion fish | source
            function __picie
                set -l line (commandline --cut-at-cursor --current-process)
                picie "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete --command picie --arguments '(__picie)'
            """,
    };

    public static Command Build(CommandHost host)
    {
        Argument<string> shell = new("SHELL") { Description = $"Which shell: {string.Join(", ", Scripts.Keys)}" };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        Command command = new("completion", "Print what a shell reads to complete picie's command lines") { shell };
        host.On(command, (result, session) =>
        {
            string name = result.GetRequiredValue(shell);
            session.Give(new CompletionDocument(name, Scripts[name]), terminal => terminal.Say(Scripts[name]));
            return Task.FromResult(ExitStatus.Done);
        });
        return command;
    }

    /// <summary>Returns whether a shell asks what may follow; such a line is unfinished, so that nothing is wrong with it.</summary>
    /// <param name="arguments">The words behind <c>picie</c>.</param>
    public static bool IsQuestion(IReadOnlyList<string> arguments) => arguments is [var first, ..] && first.StartsWith("[suggest", StringComparison.Ordinal);
}

/// <summary>The document of <c>picie completion --json</c>.</summary>
/// <param name="Shell">Name of the shell.</param>
/// <param name="Script">The script.</param>
internal sealed record CompletionDocument(string Shell, string Script);
