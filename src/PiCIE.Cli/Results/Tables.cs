using Spectre.Console;

namespace PiCIE.Cli.Results;

/// <summary>The look of all tables.</summary>
internal static class Tables
{
    /// <summary>Columns from which on a table shows what a narrower terminal has no room for.</summary>
    public const int WideTerminal = 110;

    /// <summary>
    /// An empty table. A column whose heading starts with <c>&gt;</c> stands to the right; one that starts with <c>~</c> gives way where
    /// the terminal is too narrow, so that figures and ids stay whole.
    /// </summary>
    /// <param name="headings">The headings.</param>
    public static Table Of(params IEnumerable<string> headings)
    {
        Table table = new() { Border = TableBorder.Simple, ShowRowSeparators = false };
        foreach (string heading in headings)
        {
            bool right = heading.StartsWith('>');
            bool givesWay = heading.StartsWith('~');
            TableColumn column = new(new Text(right || givesWay ? heading[1..] : heading)) { NoWrap = !givesWay };
            table.AddColumn(right ? column.RightAligned() : column);
        }

        return table;
    }

    /// <summary>A row of plain text: nothing in it is markup.</summary>
    /// <param name="table">The table.</param>
    /// <param name="cells">The cells.</param>
    public static void Row(this Table table, params IEnumerable<string> cells) => table.AddRow(cells.Select(cell => new Text(cell)));
}
