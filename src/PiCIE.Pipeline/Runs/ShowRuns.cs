using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Runs;

/// <summary>Asks for what a person calls by one name: a run, or every run of an experiment.</summary>
/// <param name="Name">A run as in <see cref="ShowRun"/>, or the name or id of an experiment.</param>
public sealed record ShowRuns(string Name) : IRequest<ExperimentDocument>;

internal sealed class ShowRunsHandler(OpenDatabase database, RunFinder finder, RunDocuments documents)
    : IRequestHandler<ShowRuns, ExperimentDocument>
{
    public async Task<ExperimentDocument> Handle(ShowRuns request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        IReadOnlyList<NamedRun> named = await finder.AllAsync(context, request.Name, cancel);
        Guid[] ids = [.. named.Select(run => run.Id)];
        List<Run> runs = await context.Runs.AsNoTracking().Where(run => ids.Contains(run.Id)).OrderBy(run => run.Position).ToListAsync(cancel);
        return await documents.ExperimentAsync(context, new ExperimentName(named[0].ExperimentId, named[0].Experiment), runs, cancel);
    }
}
