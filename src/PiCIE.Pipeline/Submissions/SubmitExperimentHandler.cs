using MediatR;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Submissions;

internal sealed class SubmitExperimentHandler(OpenDatabase database, SpecPlanning planning, DoneStages done, Submission submission)
    : IRequestHandler<SubmitExperiment, SubmittedExperiment>
{
    public async Task<SubmittedExperiment> Handle(SubmitExperiment request, CancellationToken cancellationToken)
    {
        await using PicieContext context = await database.OpenAsync(cancellationToken);
        PlannedExperiment planned = await planning.PlanAsync(
            context, request.SpecText, request.SpecPath, request.Overrides, cancellationToken);
        await done.WithdrawDamagedAsync(context, planned.Plan, cancellationToken);
        PlanDocument plan = await PlanDocuments.OfAsync(context, planned, request.Person, cancellationToken);
        (Guid experiment, IReadOnlyList<Guid> runs, int newRuns) = await submission.WriteAsync(context, planned, request.Person, cancellationToken);
        return new SubmittedExperiment(experiment, planned.Spec.Name, plan, runs, newRuns);
    }
}
