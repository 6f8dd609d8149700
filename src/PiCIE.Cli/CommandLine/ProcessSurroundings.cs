using PiCIE.Cli.Terminals;

namespace PiCIE.Cli.CommandLine;

/// <summary>What a command line takes from the process around it; a test gives its own.</summary>
/// <param name="Terminal">Where it writes.</param>
/// <param name="Variable">Gives an environment variable, or null.</param>
/// <param name="CurrentFolder">What relative paths are relative to.</param>
internal sealed record ProcessSurroundings(Terminal Terminal, Func<string, string?> Variable, string CurrentFolder)
{
    /// <summary>Those of this process. A person watches when the stream is a terminal that knows more than lines and NO_COLOR is not set.</summary>
    public static ProcessSurroundings OfThisProcess()
    {
        bool plain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") == "dumb";
        Terminal terminal = new(
            Console.Out, Console.Error, isOutLive: !plain && !Console.IsOutputRedirected, isErrorLive: !plain && !Console.IsErrorRedirected);
        return new ProcessSurroundings(terminal, Environment.GetEnvironmentVariable, Environment.CurrentDirectory);
    }
}
