using PiCIE.Cli.Terminals;
using PiCIE.Pipeline;

namespace PiCIE.Cli.CommandLine;

/// <summary>What one command works with: where it writes, where its home is, and how it learns that it should stop.</summary>
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
        _home = new Lazy<PicieHome>(() => PicieHome.From(surroundings.Variable, surroundings.CurrentFolder));
    }

    /// <summary>Where it writes.</summary>
    public Terminal Terminal => _surroundings.Terminal;

    /// <summary>Whether standard output takes one document and nothing else.</summary>
    public bool Json { get; }

    /// <summary>The home of this command.</summary>
    public PicieHome Home => _home.Value;

    /// <summary>Fires at the first Ctrl-C: stop where it can go on later.</summary>
    public CancellationToken Stop { get; }

    /// <summary>Fires at the second Ctrl-C: stop at once.</summary>
    public CancellationToken StopNow { get; }

    /// <summary>Gives the sentence that the first Ctrl-C is answered with; a command that has something to lose sets its own.</summary>
    public Func<string> AnswerToStop { get; set; } = static () => "Stopping; Ctrl-C again stops at once.";

    /// <summary>An environment variable, or null.</summary>
    /// <param name="name">Its name.</param>
    public string? Variable(string name) => _surroundings.Variable(name);

    /// <summary>A path of the command line as an absolute one.</summary>
    /// <param name="path">The path.</param>
    public string FullPath(string path) => Path.GetFullPath(path, _surroundings.CurrentFolder);

    /// <summary>A line for people on standard output; nothing with <c>--json</c>.</summary>
    /// <param name="line">The line.</param>
    public void Say(string line)
    {
        if (!Json)
        {
            Terminal.Say(line);
        }
    }

    /// <summary>Gives the result: the document with <c>--json</c>, else what people read.</summary>
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
}
