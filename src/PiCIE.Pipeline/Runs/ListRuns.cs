using MediatR;
using PiCIE.Experiments.Filters;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Homes;
using PiCIE.Pipeline.People;
using PiCIE.Storage;
using PiCIE.Storage.Migrating;
using PiCIE.Storage.Runs;

namespace PiCIE.Pipeline.Runs;

/// <summary>Lists runs, newest first.</summary>
/// <param name="Experiment">Name, <c>person/name</c> or id of one experiment, or null for all.</param>
/// <param name="Offset">Number of runs to pass over.</param>
/// <param name="Limit">Largest number of runs on a page.</param>
/// <param name="WithDetails">Whether settings, protocol, every split and the machine of each run are read too.</param>
public sealed record ListRuns(string? Experiment = null, int Offset = 0, int Limit = 100, bool WithDetails = false) : IRequest<RunListDocument>
{
    /// <summary>A filter (docs/filters.md); null for all runs that are not archived.</summary>
    public string? Where { get; init; }

    /// <summary>Whether the details have everything that an export writes: person, data, marks, deviations, classes.</summary>
    public bool ForExport { get; init; }

    /// <summary>Where the page begins: <see cref="RunListDocument.Next"/> of the one before. Null for the first page, and where the offset says it.</summary>
    public string? After { get; init; }

    /// <summary>Fields to sort by, with commas between and <c>-</c> in front of those that come down; null for the newest submit first.</summary>
    public string? Sort { get; init; }

    /// <summary>What tells the list from every other.</summary>
    internal string List => $"{Experiment}\n{Where}\n{Sort}";
}

/// <summary>
/// Reads the view and no EF Core model, whose making takes longer than the list. Only details, and a schema that is not the newest, need a
/// model; a home without a database has no runs.
/// </summary>
internal sealed class ListRunsHandler(OpenDatabase database, PicieHome home, Acting acting, TimeProvider clock) : IRequestHandler<ListRuns, RunListDocument>
{
    public async Task<RunListDocument> Handle(ListRuns request, CancellationToken cancel)
    {
        RunQuery query = new(null, request.Offset, request.Limit)
        {
            Where = request.Where is null ? null : FilterWords.Read("--where", request.Where, FilterParser.Parse),
            // Equal runs come in the order of their ids whichever way the fields go.
            Order = request.Sort is null ? [] : [.. FilterWords.Read("--sort", request.Sort, FilterOrder.Parse), new FilterOrder(new FilterField(FilterColumn.Id), false)],
            After = ListPlace.Read(request.After, request.List),
            Person = acting.Person,
            Now = clock.GetUtcNow(),
            NobodyWorks = WorkingProcess.IsMissing(home),
            Lives = follower => FollowerLock.IsAlive(home, follower),
        };
        bool isThere = File.Exists(home.Database);
        if (home.Server is not null || (isThere && !await NewestSchema.IsInAsync(home.Database, cancel)))
        {
            await using PicieContext context = await database.OpenToReadAsync(cancel);
            isThere = database.IsThere(context);
        }

        (IReadOnlyList<ListedRun> runs, ListCursor? next, int total) = await ReadAsync(query, request.Experiment, isThere, cancel);
        IReadOnlyList<RunListRow> rows = [.. runs.Select(RunListRows.Of)];
        if (request.WithDetails)
        {
            await using PicieContext context = await database.OpenToReadAsync(cancel);
            rows = await RunListRows.WithDetailsAsync(context, rows, cancel);
            rows = request.ForExport ? await RunExportRows.OfAsync(context, rows, cancel) : rows;
        }

        IReadOnlyList<SummaryDocument> summary = request.After is null && rows.Count == total && query.Where is null ? Summaries.Of(runs.Zip(rows)) : [];
        IReadOnlyList<string> remarks = request.After is null && total == 0 && query.Where is { } filter ? await EmptyListRemarks.OfAsync(database, home, filter, cancel) : [];
        return new RunListDocument(rows, summary, new PagingDocument(total, request.Offset, request.Limit)) { Remarks = remarks, Next = ListPlace.Write(next, request.List) };
    }

    /// <summary>Reads a page, and how many runs there are on all; a page that follows another one is not counted again. A bare name is one's own experiment, else the only one, so a name is looked up first.</summary>
    private async Task<(IReadOnlyList<ListedRun> Runs, ListCursor? Next, int Total)> ReadAsync(RunQuery query, string? experiment, bool isThere, CancellationToken cancel)
    {
        if (experiment is not null)
        {
            await using PicieContext context = await database.OpenToReadAsync(cancel);
            query = query with { Experiment = await ExperimentFinder.FindAsync(context, experiment, acting.Person, cancel) };
        }

        if (!isThere)
        {
            return ([], null, 0);
        }

        try
        {
            RunSource source = home.Server is { } server ? RunSource.OfServer(server) : RunSource.OfFile(home.Database);
            long total = query.After is null ? await RunListReader.CountAsync(source, query, most: null, cancel) : 0;
            RunPage page = await RunListReader.ReadAsync(source, query, cancel);
            return (page.Runs, page.Next, (int)total);
        }
        catch (FormatException exception)
        {
            throw ListPlace.Wrong(exception);
        }
        catch (SlowFilterException exception)
        {
            throw new PicieException(
                "slow-filter", exception.Message, "--where", "Narrow it, with experiment = … or created > -7d, or sort by fewer fields.", ProblemKind.Input, exception);
        }
    }
}
