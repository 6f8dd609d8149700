using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.People;
using PiCIE.Pipeline.Specs;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Asks for the plan of a spec, and changes nothing. Whatever a submit would refuse, this refuses too.</summary>
/// <param name="SpecText">The spec as the person wrote it.</param>
/// <param name="SpecPath">Path of its file.</param>
/// <param name="Overrides">Settings of the command line as <c>a.b=c</c>, applied in order.</param>
/// <param name="Person">Name of the person who would submit.</param>
public sealed record PlanExperiment(string SpecText, string SpecPath, IReadOnlyList<string> Overrides, string Person)
    : IRequest<Documents.PlanDocument>;

internal sealed class PlanExperimentHandler(PicieHome home, OpenDatabase database, SpecPlanning planning, DoneStages done, PlanCosts costs, Rights rights)
    : IRequestHandler<PlanExperiment, PlanDocument>
{
    public async Task<PlanDocument> Handle(PlanExperiment request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        PlannedExperiment planned = await planning.PlanAsync(
            context, request.SpecText, request.SpecPath, request.Overrides, cancel);
        rights.RequirePriority(planned.Spec.Priority);
        Experiment? known = await context.Experiments.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Person == request.Person && row.Name == planned.Spec.Name, cancel);
        await planned.Subject.RequireSameAsync(known, planned.DataFolder, context, home, cancel);
        IReadOnlyCollection<string> damaged = await done.DamagedAsync(context, planned.Plan, cancel);
        PlanDocument document = await PlanDocuments.OfAsync(context, planned, request.Person, damaged, cancel);
        return await costs.AddAsync(context, planned, document, cancel);
    }
}
