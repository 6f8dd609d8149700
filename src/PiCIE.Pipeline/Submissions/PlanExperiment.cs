using MediatR;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Specs;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Says what a spec would do, and changes nothing.</summary>
/// <param name="SpecText">The spec as the person wrote it.</param>
/// <param name="SpecPath">Path of its file.</param>
/// <param name="Overrides">Settings of the command line as <c>a.b=c</c>, applied in order.</param>
/// <param name="Person">Who would submit.</param>
public sealed record PlanExperiment(string SpecText, string SpecPath, IReadOnlyList<string> Overrides, string Person)
    : IRequest<Documents.PlanDocument>;

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
