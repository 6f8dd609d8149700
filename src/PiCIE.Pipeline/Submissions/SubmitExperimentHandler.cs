using MediatR;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Submissions;

internal sealed class SubmitExperimentHandler(OpenDatabase database, SpecPlanning planning, DoneStages done, Submission submission)
    : IRequestHandler<SubmitExperiment, SubmittedExperiment>
{
    public async Task<SubmittedExperiment> Handle(SubmitExperiment request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenAsync(cancel);
        PlannedExperiment planned = await planning.PlanAsync(
            context, request.SpecText, request.SpecPath, request.Overrides, cancel);
        await done.WithdrawDamagedAsync(context, planned.Plan, cancel);
        PlanDocument plan = await PlanDocuments.OfAsync(context, planned, request.Person, cancel);
        (Guid experiment, IReadOnlyList<Guid> runs, int newRuns) = await submission.WriteAsync(context, planned, request.Person, cancel);
        return new SubmittedExperiment(experiment, planned.Spec.Name, plan, runs, newRuns);
    }
}
