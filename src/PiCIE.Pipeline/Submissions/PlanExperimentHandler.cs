using MediatR;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Submissions;

internal sealed class PlanExperimentHandler(OpenDatabase database, SpecPlanning planning) : IRequestHandler<PlanExperiment, PlanDocument>
{
    public async Task<PlanDocument> Handle(PlanExperiment request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenAsync(cancel);
        PlannedExperiment planned = await planning.PlanAsync(
            context, request.SpecText, request.SpecPath, request.Overrides, cancel);
        return await PlanDocuments.OfAsync(context, planned, request.Person, cancel);
    }
}
