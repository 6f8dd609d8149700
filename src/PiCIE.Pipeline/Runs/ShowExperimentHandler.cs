using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Runs;

internal sealed class ShowExperimentHandler(OpenDatabase database, RunDocuments documents)
    : IRequestHandler<ShowExperiment, ExperimentDocument>
{
    public async Task<ExperimentDocument> Handle(ShowExperiment request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        Experiment experiment = await context.Experiments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == request.Id, cancel)
            ?? throw new PicieException(
                "no-experiment", $"There is no experiment {request.Id}.", null, "picie runs list", ExitStatus.NotFound);
        List<Run> runs = await context.Runs.AsNoTracking().Where(run => run.ExperimentId == request.Id)
            .OrderBy(run => run.Position).ToListAsync(cancel);
        RunRows rows = await RunRows.ReadAsync(context, runs, cancel);
        RunDocument[] shown = [.. runs.Select(run => documents.Of(rows, run, named: false))];
        return new ExperimentDocument(new ExperimentName(experiment.Id, experiment.Name), shown, Summaries.Of(shown));
    }
}
