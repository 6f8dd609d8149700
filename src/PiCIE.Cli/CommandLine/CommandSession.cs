using PiCIE.Cli.Terminals;
using PiCIE.Pipeline;

namespace PiCIE.Cli.CommandLine;

/// <summary>Gives one command its terminal, its home and the tokens that stop it.</summary>
internal sealed class CommandSession
{
    private readonly ProcessSurroundings _surroundings;
    private readonly Lazy<PicieHome> _home;

    public CommandSession(ProcessSurroundings surroundings, bool json, CancellationToken stop, CancellationToken stopNow)
    {
        _surroundings = surroundings;
        Json = json;
        Stop = stop;
        StopNow = stopNow;
        _home = new Lazy<PicieHome>(FindHome);
    }

    /// <summary>The terminal that the command writes to.</summary>
    public Terminal Terminal => _surroundings.Terminal;

    /// <summary>Whether standard output takes one document and nothing else.</summary>
    public bool Json { get; }

    /// <summary>The home of this command: of <c>PICIE_HOME</c>, else the nearest one upwards, else one in the current folder.</summary>
    public PicieHome Home => _home.Value;

    /// <summary>Fires at the first Ctrl-C: the command stops where it can go on later.</summary>
    public CancellationToken Stop { get; }

    /// <summary>Fires at the second Ctrl-C: the command stops at once.</summary>
    public CancellationToken StopNow { get; }

    /// <summary>Gives the sentence that the first Ctrl-C is answered with; a command that has something to lose sets its own.</summary>
    public Func<string> AnswerToStop { get; set; } = static () => "Stopping; Ctrl-C again stops at once.";

    /// <summary>Returns the value of an environment variable, or null.</summary>
    /// <param name="name">Its name.</param>
    public string? Variable(string name) => _surroundings.Variable(name);

    /// <summary>Returns a path of the command line as an absolute one.</summary>
    /// <param name="path">The path.</param>
    public string FullPath(string path) => Path.GetFullPath(path, _surroundings.CurrentFolder);

    /// <summary>Writes a line for people on standard output; with <c>--json</c> it writes nothing.</summary>
    /// <param name="line">The line.</param>
    public void Say(string line)
    {
        if (!Json)
        {
            Terminal.Say(line);
        }
    }

    /// <summary>Prints the result: the document with <c>--json</c>, else what people read.</summary>
    /// <param name="document">The document.</param>
    /// <param name="draw">Writes it for people.</param>
    /// <typeparam name="T">Type of the document.</typeparam>
    public void Give<T>(T document, Action<Terminal> draw)
    {
        if (Json)
        {
            Terminal.Print(document);
        }
        else
        {
            draw(Terminal);
        }
    }

    private PicieHome FindHome()
    {
        string? above = Variable("PICIE_HOME") is { Length: > 0 } ? null : HomeSearch.Above(_surroundings.CurrentFolder);
        if (above is not null)
        {
            Terminal.Tell($"home: {above}");
        }

        return PicieHome.From(name => name == "PICIE_HOME" && above is not null ? above : _surroundings.Variable(name), _surroundings.CurrentFolder);
    }
}
