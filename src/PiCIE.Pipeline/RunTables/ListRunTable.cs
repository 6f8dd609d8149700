using MediatR;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage.Runs;

namespace PiCIE.Pipeline.RunTables;

/// <summary>Asks for a page of runs with all their settings and final figures.</summary>
/// <param name="Page">The page.</param>
public sealed record ListRunTable(TablePage Page) : IRequest<RunTableDocument>;

/// <summary>A page of runs.</summary>
/// <param name="Rows">The runs, in the order that was asked for.</param>
/// <param name="Next">Where the next page begins; null where this one is the last.</param>
public sealed record RunTableDocument(IReadOnlyList<RunTableRow> Rows, string? Next);

/// <summary>A run of a table.</summary>
/// <param name="Run">The run.</param>
/// <param name="Group">Key of its group of replicates.</param>
/// <param name="Settings">Its settings by key, without seeds; each a text or a number.</param>
/// <param name="Figures">Its final figures by key (<c>val.meanIoU</c>), in percent; one that is absent or not a number is missing.</param>
public sealed record RunTableRow(RunListRow Run, string Group, IReadOnlyDictionary<string, object> Settings, IReadOnlyDictionary<string, double> Figures);

internal sealed class ListRunTableHandler(TableSource source) : IRequestHandler<ListRunTable, RunTableDocument>
{
    public Task<RunTableDocument> Handle(ListRunTable request, CancellationToken cancel)
    {
        string list = $"runs\n{request.Page.Where}\n{request.Page.Sort}";
        return source.ReadAsync(
            source.Query(request.Page, list, ofGroups: false),
            async (database, query) =>
            {
                RunPage page = await RunListReader.ReadAsync(database, query, cancel);
                return new RunTableDocument([.. page.Runs.Select(RowOf)], ListPlace.Write(page.Next, list));
            },
            new RunTableDocument([], null));
    }

    private static RunTableRow RowOf(ListedRun run) => new(RunListRows.Of(run) with { Person = run.Person }, run.GroupKey, SettingTexts.Of(run.Settings), run.Figures);
}
