using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Runs;

/// <summary>Asks for every run of an experiment.</summary>
/// <param name="Id">Id of the experiment.</param>
public sealed record ShowExperiment(Guid Id) : IRequest<ExperimentDocument>;

internal sealed class ShowExperimentHandler(OpenDatabase database, RunDocuments documents)
    : IRequestHandler<ShowExperiment, ExperimentDocument>
{
    public async Task<ExperimentDocument> Handle(ShowExperiment request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        Experiment experiment = await context.Experiments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == request.Id, cancel)
            ?? throw new PicieException(
                "no-experiment", $"There is no experiment {request.Id}.", null, "picie runs list shows all runs.", ProblemKind.NotFound);
        List<Run> runs = await context.Runs.AsNoTracking().Where(run => run.ExperimentId == request.Id)
            .OrderBy(run => run.Position).ToListAsync(cancel);
        return await documents.ExperimentAsync(context, new ExperimentName(experiment.Id, experiment.Name), runs, cancel);
    }
}
