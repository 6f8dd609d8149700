using PiCIE.Cli.Terminals;

namespace PiCIE.Cli.Results;

/// <summary>
/// A table that leaves out columns, in a fixed order, until it fits the terminal, so that ids and names stay whole. Where even the columns that
/// always stay do not fit, each row is a line of its cells with its longest text on a line below.
/// </summary>
/// <param name="headings">The headings, as <see cref="Tables.Of"/> takes them; one with <c>~</c> holds sentences that may wrap.</param>
/// <param name="leftOut">Headings of the columns that are left out, the first one first, without the signs in front.</param>
/// <param name="below">Heading of the column that gets a line of its own where nothing else fits.</param>
internal sealed class FittedTable(IReadOnlyList<string> headings, IReadOnlyList<string> leftOut, string below)
{
    /// <summary>Least width of a column with sentences.</summary>
    private const int LeastOfSentences = 24;

    /// <summary>Columns between two columns of a table, and those at its edges.</summary>
    private const int Between = 3;
    private const int Edges = 1;

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One text a heading.</param>
    public void Row(params IEnumerable<string> cells) => _rows.Add([.. cells]);

    /// <summary>Draws the table.</summary>
    /// <param name="terminal">Terminal that takes it.</param>
    public void Draw(Terminal terminal)
    {
        List<int> shown = [.. Enumerable.Range(0, headings.Count)];
        foreach (string one in leftOut.TakeWhile(_ => Width(shown) > terminal.Width))
        {
            shown.RemoveAll(column => Plain(headings[column]) == one);
        }

        if (Width(shown) > terminal.Width)
        {
            WriteLines(terminal, shown);
            return;
        }

        Spectre.Console.Table table = Tables.Of(shown.Select(column => headings[column]));
        _rows.ForEach(row => table.Row(shown.Select(column => row[column])));
        terminal.Draw(table);
    }

    private void WriteLines(Terminal terminal, List<int> shown)
    {
        int own = shown.Find(column => Plain(headings[column]) == below);
        shown.Remove(own);
        foreach (string[] row in _rows)
        {
            terminal.Say(string.Join("  ", shown.Select(column => row[column]).Where(cell => cell.Length > 0)));
            terminal.Say($"  {row[own]}");
        }
    }

    private int Width(IReadOnlyList<int> shown) => Edges + shown.Sum(column => Between + WidthOf(column));

    private int WidthOf(int column)
    {
        int widest = _rows.Select(row => row[column].Length).Append(Plain(headings[column]).Length).Max();
        return headings[column].StartsWith('~') ? Math.Min(widest, LeastOfSentences) : widest;
    }

    private static string Plain(string heading) => heading.TrimStart('>', '~');
}
