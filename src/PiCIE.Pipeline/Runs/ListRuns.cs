using MediatR;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Runs;

/// <summary>Lists runs, newest first.</summary>
/// <param name="Experiment">Id or name of one experiment, or null for all.</param>
/// <param name="Offset">Runs to pass over.</param>
/// <param name="Limit">Runs a page.</param>
/// <param name="WithSettings">Whether settings and protocol of each run are read.</param>
public sealed record ListRuns(string? Experiment = null, int Offset = 0, int Limit = 100, bool WithSettings = false) : IRequest<RunListDocument>;

internal sealed class ListRunsHandler(OpenDatabase database, PicieHome home) : IRequestHandler<ListRuns, RunListDocument>
{
    public async Task<RunListDocument> Handle(ListRuns request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenAsync(cancel);
        Guid? experiment = request.Experiment is { } named ? await ExperimentFinder.FindAsync(context, named, home.Person, cancel) : null;
        (IReadOnlyList<RunListRow> runs, int total) = await RunListRows.ReadAsync(context, request, experiment, cancel);
        IReadOnlyList<SummaryDocument> summary = runs.Count == total ? Summaries.Of(runs) : [];
        return new RunListDocument(runs, summary, new PagingDocument(total, request.Offset, request.Limit));
    }
}
