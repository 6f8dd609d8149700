using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Runs;

internal sealed class ListRunsHandler(OpenDatabase database, RunDocuments documents) : IRequestHandler<ListRuns, ExperimentDocument>
{
    public async Task<ExperimentDocument> Handle(ListRuns request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        Guid[]? experiments = await FindAsync(context, request.Experiment, cancel);
        IQueryable<Run> wanted = context.Runs.AsNoTracking().Where(run => experiments == null || experiments.Contains(run.ExperimentId));
        int total = await wanted.CountAsync(cancel);
        List<Run> page = await wanted.OrderByDescending(run => run.CreatedAt).ThenBy(run => run.Position)
            .Skip(request.Offset).Take(request.Limit).ToListAsync(cancel);
        RunRows rows = await RunRows.ReadAsync(context, page, cancel);
        RunDocument[] shown = [.. page.Select(run => documents.Of(rows, run, named: true))];
        return new ExperimentDocument(null, shown, Summaries.Of(shown), new PagingDocument(total, request.Offset, request.Limit));
    }

    /// <summary>The experiments that an id or a name means (several people may use one name); null for all.</summary>
    private static async Task<Guid[]?> FindAsync(PicieContext context, string? idOrName, CancellationToken cancel)
    {
        if (idOrName is null)
        {
            return null;
        }

        Guid.TryParse(idOrName, out Guid id);
        Guid[] found = await context.Experiments.Where(row => row.Id == id || row.Name == idOrName).Select(row => row.Id).ToArrayAsync(cancel);
        return found.Length > 0
            ? found
            : throw new PicieException(
                "no-experiment", $"There is no experiment '{idOrName}'.", idOrName, "picie runs list shows all runs.", ExitStatus.NotFound);
    }
}
