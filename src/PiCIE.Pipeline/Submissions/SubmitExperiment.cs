using MediatR;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.People;
using PiCIE.Pipeline.Specs;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Submits a spec: adds the runs that are new, reuses the stages that are there. The same text again adds nothing.</summary>
/// <param name="SpecText">The spec as the person wrote it.</param>
/// <param name="SpecPath">Path of its file, from which relative paths count and which gives the experiment its name by default.</param>
/// <param name="Overrides">Settings of the command line as <c>a.b=c</c>, applied in order.</param>
/// <param name="Person">Name of the person who submits; an experiment is known by person and name.</param>
public sealed record SubmitExperiment(string SpecText, string SpecPath, IReadOnlyList<string> Overrides, string Person)
    : IRequest<SubmittedExperiment>
{
    /// <summary>Id of the follower that wants the runs while its process lives; null where they are wanted until they are done.</summary>
    public Guid? Follower { get; init; }

    /// <summary>Key of the submit: the same key with another text is refused. Null where none was given.</summary>
    public string? IdempotencyKey { get; init; }
}

/// <summary>The result of a submit.</summary>
/// <param name="ExperimentId">Id of the experiment.</param>
/// <param name="Name">Its name.</param>
/// <param name="Plan">The runs and stages of the spec, with the state of each stage before the submit.</param>
/// <param name="Runs">Ids of the runs that the spec names, in its order, new ones and those that were there.</param>
/// <param name="NewRuns">Number of runs that were added.</param>
/// <param name="WasPaused">Whether the experiment was paused; the submit ended that.</param>
public sealed record SubmittedExperiment(Guid ExperimentId, string Name, Documents.PlanDocument Plan, IReadOnlyList<Guid> Runs, int NewRuns, bool WasPaused);

internal sealed class SubmitExperimentHandler(OpenDatabase database, SpecPlanning planning, DoneStages done, Submission submission, Rights rights)
    : IRequestHandler<SubmitExperiment, SubmittedExperiment>
{
    public async Task<SubmittedExperiment> Handle(SubmitExperiment request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenAsync(cancel);
        PlannedExperiment planned = await planning.PlanAsync(
            context, request.SpecText, request.SpecPath, request.Overrides, cancel);
        rights.RequirePriority(planned.Spec.Priority);
        planned = planned with { Follower = request.Follower, IdempotencyKey = request.IdempotencyKey };
        await done.WithdrawDamagedAsync(context, planned.Plan, cancel);
        PlanDocument plan = await PlanDocuments.OfAsync(context, planned, request.Person, damaged: [], cancel);
        (Guid experiment, IReadOnlyList<Guid> runs, int newRuns, bool wasPaused) = await submission.WriteAsync(
            context, planned, rights.AuthorOf("submit", $"{request.Person}/{planned.Spec.Name}") with { Person = request.Person }, cancel);
        return new SubmittedExperiment(experiment, planned.Spec.Name, plan, runs, newRuns, wasPaused);
    }
}
