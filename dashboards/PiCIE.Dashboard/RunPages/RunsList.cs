using PiCIE.Dashboard.Live;
using PiCIE.Pipeline.RunTables;

namespace PiCIE.Dashboard.RunPages;

/// <summary>
/// The rows that a page shows of a list. News change what rows say and move none of them: rows that would come or go are counted until somebody asks for them.
/// </summary>
/// <param name="questions">Asks the application layer.</param>
/// <param name="address">The list.</param>
internal sealed class RunsList(Questions questions, RunsAddress address)
{
    /// <summary>Rows of a page.</summary>
    public const int PageRows = 100;

    /// <summary>Most rows that are read again when something happened.</summary>
    private const int MostReadAgain = 500;

    private readonly Dictionary<string, IReadOnlyList<RunsRow>> _members = new(StringComparer.Ordinal);
    private List<RunsRow> _rows = [];
    private string? _next;

    /// <summary>The list.</summary>
    public RunsAddress Address => address;

    /// <summary>Columns of settings and figures.</summary>
    public IReadOnlyList<RunsColumn> Columns { get; private set; } = [];

    /// <summary>Number of differing settings that have no column.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Number of rows on all pages, counted to a little above 10,000.</summary>
    public long Total { get; private set; }

    /// <summary>Whether there are further rows.</summary>
    public bool HasMore => _next is not null;

    /// <summary>Number of rows that are there and not shown.</summary>
    public int News { get; private set; }

    /// <summary>The rows, members of expanded groups below their groups.</summary>
    public IReadOnlyList<RunsRow> Rows { get; private set; } = [];

    /// <summary>Returns whether a group is expanded.</summary>
    public bool IsExpanded(string group) => _members.ContainsKey(group);

    /// <summary>Reads the list from its first page.</summary>
    public async Task ReadAsync(CancellationToken cancel)
    {
        await ReadColumnsAsync(cancel);
        (List<RunsRow> rows, string? next) = await PageAsync(null, PageRows, cancel);
        (_rows, _next, News) = (rows, next, 0);
        _members.Clear();
        Compose();
    }

    /// <summary>Reads the next page.</summary>
    public async Task ReadMoreAsync(CancellationToken cancel)
    {
        if (_next is { } place)
        {
            (List<RunsRow> rows, string? next) = await PageAsync(place, PageRows, cancel);
            _rows.AddRange(rows.ExceptBy(_rows.Select(row => row.Key), row => row.Key));
            _next = next;
            Compose();
        }
    }

    /// <summary>Reads again what is shown: rows change in place, and what is new is counted.</summary>
    public async Task ReadNewsAsync(CancellationToken cancel)
    {
        await ReadColumnsAsync(cancel);
        (List<RunsRow> rows, string? next) = await PageAsync(null, Math.Clamp(_rows.Count, PageRows, MostReadAgain), cancel);
        foreach (string group in _members.Keys.ToArray())
        {
            _members[group] = await MembersAsync(group, cancel);
        }

        if (_rows.Count == 0)
        {
            (_rows, _next) = (rows, next);
        }
        else
        {
            Dictionary<string, RunsRow> read = rows.ToDictionary(row => row.Key);
            HashSet<string> shown = [.. _rows.Select(row => row.Key)];
            _rows = [.. _rows.Select(row => read.GetValueOrDefault(row.Key, row))];
            News = rows.Count(row => !shown.Contains(row.Key)) is > 0 and int added && !HasMore ? added : CountBefore(rows, shown);
        }

        Compose();
    }

    /// <summary>Shows the members of a group, or hides them.</summary>
    public async Task ToggleAsync(string group, CancellationToken cancel)
    {
        if (!_members.Remove(group))
        {
            _members[group] = await MembersAsync(group, cancel);
        }

        Compose();
    }

    /// <summary>Counts the rows that are new and not merely pushed up from the page behind: those before the last one that is shown already.</summary>
    private static int CountBefore(List<RunsRow> rows, HashSet<string> shown)
    {
        int last = rows.FindLastIndex(row => shown.Contains(row.Key));
        return rows.Take(last + 1).Count(row => !shown.Contains(row.Key));
    }

    private async Task ReadColumnsAsync(CancellationToken cancel)
    {
        TableColumnsDocument columns = await questions.AskAsync(new ReadTableColumns(address.Filter, address.Fold), cancel);
        Columns = RunsColumn.Of(columns.Settings, columns.Figures);
        LeftOut = RunsColumn.LeftOut(columns.Settings.Count);
        Total = columns.Rows;
    }

    private async Task<(List<RunsRow> Rows, string? Next)> PageAsync(string? after, int limit, CancellationToken cancel)
    {
        TablePage page = new(address.Filter, address.Sort, after, limit);
        if (address.Fold)
        {
            GroupTableDocument groups = await questions.AskAsync(new ListGroupTable(page), cancel);
            return ([.. groups.Rows.Select(RunsRow.Of)], groups.Next);
        }

        RunTableDocument runs = await questions.AskAsync(new ListRunTable(page), cancel);
        return ([.. runs.Rows.Select(run => RunsRow.Of(run))], runs.Next);
    }

    private async Task<IReadOnlyList<RunsRow>> MembersAsync(string group, CancellationToken cancel)
    {
        string config = _rows.First(row => row.Key == group).Group!.ConfigId;
        RunTableDocument runs = await questions.AskAsync(new ListRunTable(new TablePage($"configId = \"{config}\"", "seed", null, MostReadAgain)), cancel);
        return [.. runs.Rows.Where(run => run.Group == group).Select(run => RunsRow.Of(run, isMember: true))];
    }

    private void Compose() => Rows = [.. _rows.SelectMany(row => _members.TryGetValue(row.Key, out IReadOnlyList<RunsRow>? members) ? [row, .. members] : (IEnumerable<RunsRow>)[row])];
}
