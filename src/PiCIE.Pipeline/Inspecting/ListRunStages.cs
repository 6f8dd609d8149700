using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Homes;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Inspecting;

/// <summary>Asks for the stages of a run.</summary>
/// <param name="Run">Id of the run.</param>
public sealed record ListRunStages(Guid Run) : IRequest<RunStageListDocument>;

/// <summary>The stages of a run, in their order.</summary>
/// <param name="Stages">The stages.</param>
public sealed record RunStageListDocument(IReadOnlyList<RunStageDocument> Stages);

/// <summary>A stage that a run has.</summary>
/// <param name="Id">Id of the stage.</param>
/// <param name="Kind">Kind of the stage.</param>
/// <param name="Key">The stage key.</param>
/// <param name="Version">Version of the code of this kind of stage.</param>
/// <param name="Title">Title for people.</param>
/// <param name="State">State of the stage.</param>
/// <param name="Reused">Whether it was done before this run wanted it.</param>
/// <param name="Attempts">Number of attempts so far.</param>
/// <param name="OtherRuns">Number of other runs that have it too.</param>
/// <param name="Worker">Machine and process that works on it; null where none does.</param>
/// <param name="NotBefore">Time before which it is not tried again (UTC); null without such a wait.</param>
/// <param name="Artifact">Id of its artifact; null until it is done.</param>
public sealed record RunStageDocument(
    Guid Id, StageKind Kind, string Key, int Version, string Title, StageState State, bool Reused, int Attempts, int OtherRuns, string? Worker, DateTimeOffset? NotBefore, Guid? Artifact);

internal sealed class ListRunStagesHandler(OpenDatabase database, PicieHome home) : IRequestHandler<ListRunStages, RunStageListDocument>
{
    public async Task<RunStageListDocument> Handle(ListRunStages request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        await InspectedRun.RequireAsync(context, request.Run, cancel);
        List<RunStageDocument> stages = await context.RunStages.Where(link => link.RunId == request.Run).OrderBy(link => link.Position)
            .Join(context.Stages, link => link.StageId, stage => stage.Id, (link, stage) => new RunStageDocument(
                stage.Id, stage.Kind, stage.Key, stage.Version, stage.Title, stage.State, link.Reused, stage.AttemptNumber,
                context.RunStages.Count(other => other.StageId == stage.Id && other.RunId != request.Run), stage.Worker, stage.NotBefore, stage.ArtifactId))
            .ToListAsync(cancel);
        // What a killed process left running waits.
        return new RunStageListDocument(WorkingProcess.IsMissing(home)
            ? [.. stages.Select(stage => stage.State == StageState.Running ? stage with { State = StageState.Ready, Worker = null } : stage)]
            : stages);
    }
}
