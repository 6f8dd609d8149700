using MediatR;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage;
using PiCIE.Storage.Migrating;
using PiCIE.Storage.Runs;

namespace PiCIE.Pipeline.Runs;

/// <summary>Lists runs, newest first.</summary>
/// <param name="Experiment">Name, <c>person/name</c> or id of one experiment, or null for all.</param>
/// <param name="Offset">Number of runs to pass over.</param>
/// <param name="Limit">Largest number of runs on a page.</param>
/// <param name="WithDetails">Whether settings, protocol, every split and the machine of each run are read too.</param>
public sealed record ListRuns(string? Experiment = null, int Offset = 0, int Limit = 100, bool WithDetails = false) : IRequest<RunListDocument>;

/// <summary>
/// Reads the view and no EF Core model, whose making takes longer than the list. Only details, and a schema that is not the newest, need a
/// model; a home without a database has no runs.
/// </summary>
internal sealed class ListRunsHandler(OpenDatabase database, PicieHome home) : IRequestHandler<ListRuns, RunListDocument>
{
    public async Task<RunListDocument> Handle(ListRuns request, CancellationToken cancel)
    {
        if (home.Server is not null || (File.Exists(home.Database) && !await NewestSchema.IsInAsync(home.Database, cancel)))
        {
            await (await database.OpenToReadAsync(cancel)).DisposeAsync();
        }

        RunPage page = await PageAsync(request, cancel);
        IReadOnlyList<RunListRow> rows = [.. page.Runs.Select(RunListRows.Of)];
        if (request.WithDetails)
        {
            await using PicieContext context = await database.OpenToReadAsync(cancel);
            rows = await RunListRows.WithDetailsAsync(context, rows, cancel);
        }

        IReadOnlyList<SummaryDocument> summary = rows.Count == page.Total ? Summaries.Of(page.Runs.Zip(rows)) : [];
        return new RunListDocument(rows, summary, new PagingDocument((int)page.Total, request.Offset, request.Limit));
    }

    /// <summary>Reads a page. A bare name is one's own experiment, else the only one, so a name is looked up first.</summary>
    private async Task<RunPage> PageAsync(ListRuns request, CancellationToken cancel)
    {
        string? experiment = request.Experiment;
        if (experiment is not null)
        {
            await using PicieContext context = await database.OpenToReadAsync(cancel);
            experiment = $"{await ExperimentFinder.FindAsync(context, experiment, home.Person, cancel)}";
        }

        RunPage? page = home.Server is { } server
            ? await RunListReader.ReadOnServerAsync(server, experiment, request.Offset, request.Limit, cancel)
            : File.Exists(home.Database)
            ? await RunListReader.ReadAsync(home.Database, experiment, request.Offset, request.Limit, cancel)
            : null;
        return page ?? new RunPage(0, []);
    }
}
