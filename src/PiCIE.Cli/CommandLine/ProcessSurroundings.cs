using System.Globalization;
using PiCIE.Cli.Terminals;

namespace PiCIE.Cli.CommandLine;

/// <summary>The parts of the process around it that a command line uses; a test gives its own.</summary>
/// <param name="Terminal">Terminal that it writes to.</param>
/// <param name="Variable">Gives an environment variable, or null.</param>
/// <param name="CurrentFolder">Folder from which relative paths count.</param>
internal sealed record ProcessSurroundings(Terminal Terminal, Func<string, string?> Variable, string CurrentFolder)
{
    private const int LeastColumns = 20;

    /// <summary>
    /// Returns the surroundings of this process. A person watches when the stream is a terminal that knows more than lines and NO_COLOR is
    /// not set.
    /// </summary>
    public static ProcessSurroundings OfThisProcess()
    {
        bool plain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") == "dumb";
        Terminal terminal = new(
            Console.Out, Console.Error, isOutLive: !plain && !Console.IsOutputRedirected, isErrorLive: !plain && !Console.IsErrorRedirected)
        {
            Columns = Console.IsOutputRedirected ? ColumnsOf(Environment.GetEnvironmentVariable("COLUMNS")) : plain && Console.WindowWidth > 0 ? Console.WindowWidth : null,
        };
        return new ProcessSurroundings(terminal, Environment.GetEnvironmentVariable, Environment.CurrentDirectory);
    }

    /// <summary>Returns the width that a person asks for where the output goes to a pipe; null for a value that is no width.</summary>
    /// <param name="variable">The value of <c>COLUMNS</c>, or null.</param>
    internal static int? ColumnsOf(string? variable) =>
        int.TryParse(variable, NumberStyles.None, CultureInfo.InvariantCulture, out int columns) && columns >= LeastColumns ? columns : null;
}
