using Spectre.Console;

namespace PiCIE.Cli.Results;

/// <summary>Makes tables that all look alike.</summary>
internal static class Tables
{
    /// <summary>Number of columns of a terminal from which a table shows what a narrower one has no room for.</summary>
    public const int WideTerminal = 110;

    /// <summary>
    /// Makes an empty table. A column whose heading starts with <c>&gt;</c> stands to the right; one that starts with <c>~</c> gives way
    /// where the terminal is too narrow, so that figures and ids stay whole.
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

    /// <summary>Adds a row of plain text, in which nothing is markup.</summary>
    /// <param name="table">The table.</param>
    /// <param name="cells">The cells.</param>
    public static void Row(this Table table, params IEnumerable<string> cells) => table.AddRow(cells.Select(cell => new Text(cell)));
}
