using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Waiting;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Runs;

/// <summary>Asks for everything that is known of one run.</summary>
/// <param name="Run">Text that names the run: an id or any part of one, <c>experiment/run</c>, or a name that only one run has.</param>
public sealed record ShowRun(string Run) : IRequest<ExperimentDocument>;

internal sealed class ShowRunHandler(OpenDatabase database, RunFinder finder, RunDocuments documents, StageQueue queue) : IRequestHandler<ShowRun, ExperimentDocument>
{
    public async Task<ExperimentDocument> Handle(ShowRun request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        NamedRun named = await finder.OneAsync(context, request.Run, cancel);
        List<Run> runs = await context.Runs.AsNoTracking().Where(run => run.Id == named.Id).ToListAsync(cancel);
        ExperimentDocument document = await documents.ExperimentAsync(context, new ExperimentName(named.ExperimentId, named.Experiment), runs, cancel);
        return runs[0].Status is RunStatus.Waiting or RunStatus.Running ? document with { Runs = [document.Runs[0] with { Waits = await WaitsAsync(context, named.Id, cancel) }] } : document;
    }

    /// <summary>Says where the stage of a run stands that is next, or why nothing is done for it.</summary>
    private async Task<string?> WaitsAsync(PicieContext context, Guid run, CancellationToken cancel)
    {
        HashSet<Guid> its = [.. await context.RunStages.Where(row => row.RunId == run).Select(row => row.StageId).ToListAsync(cancel)];
        (IReadOnlyList<QueuedStage> stages, _) = await queue.ReadAsync(context, its.Contains, 1, cancel);
        return stages is [{ } next] ? $"{next.Title} {next.Reason}" : null;
    }
}
