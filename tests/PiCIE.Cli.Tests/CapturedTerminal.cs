using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Terminals;

namespace PiCIE.Cli.Tests;

/// <summary>A terminal that nobody watches, whose text a test reads, and a home of its own.</summary>
internal sealed class CapturedTerminal
{
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public CapturedTerminal(int? columns = null) => Terminal = new Terminal(_out, _error, isOutLive: false, isErrorLive: false) { Columns = columns };

    public Terminal Terminal { get; }

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public Task<ExitStatus> RunAsync(string home, params string[] arguments) =>
        PicieCommandLine.RunAsync(arguments, new ProcessSurroundings(Terminal, name => name == "PICIE_HOME" ? home : null, home));
}
