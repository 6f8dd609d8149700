using MediatR;
using PiCIE.Storage.Runs;

namespace PiCIE.Pipeline.RunTables;

/// <summary>Asks which columns a table of runs may have, and how many rows it has. The newest 2,000 runs of the filter say it, whatever the order.</summary>
/// <param name="Where">The filter; null for all runs that are not archived.</param>
/// <param name="OfGroups">Whether the rows are groups of replicates, and not runs.</param>
public sealed record ReadTableColumns(string? Where, bool OfGroups) : IRequest<TableColumnsDocument>;

/// <summary>The columns and the size of a table of runs.</summary>
/// <param name="Settings">Keys of the settings in which the runs differ, by name.</param>
/// <param name="Figures">Keys of the final figures, by name.</param>
/// <param name="Looked">Number of runs that were looked at.</param>
/// <param name="Rows">Number of rows on all pages; counted to <see cref="MostCounted"/>.</param>
public sealed record TableColumnsDocument(IReadOnlyList<string> Settings, IReadOnlyList<string> Figures, int Looked, long Rows)
{
    /// <summary>Number to which rows are counted; more are told as more than 10,000.</summary>
    public const int MostCounted = 10_001;
}

internal sealed class ReadTableColumnsHandler(TableSource source) : IRequestHandler<ReadTableColumns, TableColumnsDocument>
{
    public Task<TableColumnsDocument> Handle(ReadTableColumns request, CancellationToken cancel) => source.ReadAsync(
        source.Query(request.Where, request.OfGroups),
        async (database, query) =>
        {
            RunKeys keys = await RunKeysReader.ReadAsync(database, query, cancel);
            return new TableColumnsDocument(
                [.. keys.Settings.Where(pair => pair.Value).Select(pair => pair.Key).Order(StringComparer.Ordinal)], [.. keys.Figures.Keys.Order(StringComparer.Ordinal)], keys.Runs,
                request.OfGroups
                    ? await GroupListReader.CountAsync(database, query, TableColumnsDocument.MostCounted, cancel)
                    : await RunListReader.CountAsync(database, query, TableColumnsDocument.MostCounted, cancel));
        },
        new TableColumnsDocument([], [], 0, 0));
}
