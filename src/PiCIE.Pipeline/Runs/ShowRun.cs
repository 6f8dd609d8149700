using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Runs;

/// <summary>Asks for everything that is known of one run.</summary>
/// <param name="Run">Text that names the run: an id or any part of one, <c>experiment/run</c>, or a name that only one run has.</param>
public sealed record ShowRun(string Run) : IRequest<ExperimentDocument>;

internal sealed class ShowRunHandler(OpenDatabase database, RunFinder finder, RunDocuments documents) : IRequestHandler<ShowRun, ExperimentDocument>
{
    public async Task<ExperimentDocument> Handle(ShowRun request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        NamedRun named = await finder.OneAsync(context, request.Run, cancel);
        List<Run> runs = await context.Runs.AsNoTracking().Where(run => run.Id == named.Id).ToListAsync(cancel);
        return await documents.ExperimentAsync(context, new ExperimentName(named.ExperimentId, named.Experiment), runs, cancel);
    }
}
