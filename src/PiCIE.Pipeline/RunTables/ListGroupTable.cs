using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage;
using PiCIE.Storage.Runs;

namespace PiCIE.Pipeline.RunTables;

/// <summary>Asks for a page of groups of replicates with their settings and their figures over all members.</summary>
/// <param name="Page">The page. Its filter chooses the groups that have a member which passes; n and figures of a split are judged over all members.</param>
public sealed record ListGroupTable(TablePage Page) : IRequest<GroupTableDocument>;

/// <summary>A page of groups of replicates.</summary>
/// <param name="Rows">The groups, in the order that was asked for.</param>
/// <param name="Next">Where the next page begins; null where this one is the last.</param>
public sealed record GroupTableDocument(IReadOnlyList<GroupTableRow> Rows, string? Next);

/// <summary>A group of replicates of a table.</summary>
public sealed record GroupTableRow
{
    /// <summary>Key of the group.</summary>
    public required string Group { get; init; }

    /// <summary>Hash of the settings without seeds.</summary>
    public required string ConfigId { get; init; }

    /// <summary>Name of the experiment of its newest run.</summary>
    public required string Experiment { get; init; }

    /// <summary>Number of its trainings that are done.</summary>
    public required int N { get; init; }

    /// <summary>Number of its trainings.</summary>
    public required int Members { get; init; }

    /// <summary>Number of its trainings that have a run which passes the filter.</summary>
    public required int Matching { get; init; }

    /// <summary>Id of its newest run.</summary>
    public required Guid NewestRun { get; init; }

    /// <summary>Time when its newest run was added (UTC).</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Numbers of its runs by status, those that another run replaced left out.</summary>
    public IReadOnlyDictionary<RunStatus, int> Runs { get; init; } = new Dictionary<RunStatus, int>();

    /// <summary>Its settings by key; each a text or a number.</summary>
    public required IReadOnlyDictionary<string, object> Settings { get; init; }

    /// <summary>Final figures over all its members by key; one that no member has is missing.</summary>
    public required IReadOnlyDictionary<string, GroupTableFigure> Figures { get; init; }
}

/// <summary>A figure over the members of a group that are done and have it, in percent.</summary>
/// <param name="N">Number of these members.</param>
/// <param name="Mean">Mean.</param>
/// <param name="Deviation">Sample deviation; null for one member.</param>
/// <param name="Minimum">Smallest value.</param>
/// <param name="Maximum">Largest value.</param>
public sealed record GroupTableFigure(int N, double Mean, double? Deviation, double Minimum, double Maximum);

internal sealed class ListGroupTableHandler(TableSource source, OpenDatabase database) : IRequestHandler<ListGroupTable, GroupTableDocument>
{
    public Task<GroupTableDocument> Handle(ListGroupTable request, CancellationToken cancel)
    {
        string list = $"groups\n{request.Page.Where}\n{request.Page.Sort}";
        return source.ReadAsync(
            source.Query(request.Page, list, ofGroups: true),
            async (place, query) =>
            {
                GroupPage page = await GroupListReader.ReadAsync(place, query, cancel);
                return new GroupTableDocument(await WithStatusesAsync([.. page.Groups.Select(RowOf)], cancel), ListPlace.Write(page.Next, list));
            },
            new GroupTableDocument([], null));
    }

    private async Task<IReadOnlyList<GroupTableRow>> WithStatusesAsync(GroupTableRow[] rows, CancellationToken cancel)
    {
        string[] groups = [.. rows.Select(row => row.Group)];
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        var counted = await context.Runs.Where(run => groups.Contains(run.GroupKey) && run.DeletedAt == null && run.SupersededById == null)
            .GroupBy(run => new { run.GroupKey, run.Status }).Select(some => new { some.Key.GroupKey, some.Key.Status, Count = some.Count() }).ToListAsync(cancel);
        ILookup<string, (RunStatus Status, int Count)> of = counted.ToLookup(one => one.GroupKey, one => (one.Status, one.Count));
        return [.. rows.Select(row => row with { Runs = of[row.Group].ToDictionary(one => one.Status, one => one.Count) })];
    }

    private static GroupTableRow RowOf(ListedGroup group) => new()
    {
        Group = group.GroupKey,
        ConfigId = group.ConfigId,
        Experiment = group.Experiment,
        N = group.N,
        Members = group.Members,
        Matching = group.Matching,
        NewestRun = group.NewestRun,
        Created = group.CreatedAt,
        Settings = SettingTexts.Of(group.Settings),
        Figures = group.Figures.ToDictionary(
            pair => pair.Key, pair => new GroupTableFigure(pair.Value.N, pair.Value.Mean, pair.Value.Deviation, pair.Value.Min, pair.Value.Max), StringComparer.Ordinal),
    };
}
