using PiCIE.Pipeline.Documents;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PiCIE.Cli.Terminals;

/// <summary>
/// Writes for a command. Results go to standard output; everything that is only told on the way (progress, warnings) goes to standard
/// error. With <c>--json</c> standard output takes exactly one document.
/// </summary>
internal sealed class Terminal
{
    private const int WidthOfFiles = 160;
    private readonly TextWriter _error;
    private readonly bool _isOutLive;

    /// <summary>Creates a terminal, or what stands for one.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="isOutLive">Whether a person sees standard output as it comes.</param>
    /// <param name="isErrorLive">Whether a person sees standard error as it comes: then progress moves.</param>
    public Terminal(TextWriter output, TextWriter error, bool isOutLive, bool isErrorLive)
    {
        Out = output;
        _error = error;
        _isOutLive = isOutLive;
        IsErrorLive = isErrorLive;
    }

    /// <summary>Standard output.</summary>
    public TextWriter Out { get; }

    /// <summary>Whether a person sees standard output as it comes.</summary>
    public bool IsOutLive => _isOutLive;

    /// <summary>Number of columns to draw for, whatever is there; null asks the terminal.</summary>
    public int? Columns { get; init; }

    /// <summary>Whether progress can move in place.</summary>
    public bool IsErrorLive { get; }

    /// <summary>Number of columns that a line of standard output has; more than a screen where it goes to a file or a pipe.</summary>
    public int Width => OutConsole().Profile.Width;

    /// <summary>Writes a line for people on standard output.</summary>
    /// <param name="line">The line.</param>
    public void Say(string line) => Out.WriteLine(line);

    /// <summary>Writes a line on the way, on standard error. Where nobody reads any more it is lost, and the work goes on.</summary>
    /// <param name="line">The line.</param>
    public void Tell(string line)
    {
        try
        {
            _error.WriteLine(line);
        }
        catch (IOException)
        {
            // The reader is gone.
        }
    }

    /// <summary>Draws on standard output.</summary>
    /// <param name="drawing">A table or the like.</param>
    public void Draw(IRenderable drawing) => OutConsole().Write(drawing);

    /// <summary>Prints the one document of <c>--json</c>.</summary>
    /// <param name="document">The document.</param>
    /// <typeparam name="T">Its type.</typeparam>
    public void Print<T>(T document) => Out.WriteLine(DocumentJson.Write(document));

    /// <summary>Returns standard error as a console that can move.</summary>
    public IAnsiConsole ErrorConsole() => Console(_error, IsErrorLive);

    /// <summary>Returns the same terminal without standard error: results come, and nothing is told on the way.</summary>
    public Terminal Quieted() => new(Out, TextWriter.Null, _isOutLive, isErrorLive: false) { Columns = Columns };

    private IAnsiConsole OutConsole()
    {
        IAnsiConsole console = Console(Out, _isOutLive);
        console.Profile.Width = Columns ?? console.Profile.Width;
        return console;
    }

    private static IAnsiConsole Console(TextWriter writer, bool isLive)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isLive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isLive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isLive ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!isLive)
        {
            console.Profile.Width = WidthOfFiles;
            console.Profile.Capabilities.Unicode = true;
        }

        return console;
    }
}
