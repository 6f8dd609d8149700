using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.People;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage;
using PiCIE.Storage.Auditing;
using PiCIE.Storage.Collecting;
using PiCIE.Storage.Control;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline.Collecting;

/// <summary>Deletes archived runs, or restores deleted ones.</summary>
/// <param name="Names">Texts that name runs or experiments; an experiment stands for those of its runs that are archived, or deleted.</param>
/// <param name="Restore">Whether they are restored.</param>
/// <param name="Plan">Whether nothing is changed, and only said what would be.</param>
public sealed record DeleteRuns(IReadOnlyList<string> Names, bool Restore, bool Plan) : IRequest<DeletionDocument>;

internal sealed class DeleteRunsHandler(OpenDatabase database, RunFinder finder, RunDeletion deletion, Rights rights, TimeProvider clock)
    : IRequestHandler<DeleteRuns, DeletionDocument>
{
    public async Task<DeletionDocument> Handle(DeleteRuns request, CancellationToken cancel)
    {
        DeletionDocument plan;
        await using (PicieContext context = await database.OpenToReadAsync(cancel))
        {
            plan = await PlanAsync(context, request, cancel);
        }

        if (request.Plan)
        {
            return plan;
        }

        Guid[] named = [.. plan.Runs.Select(run => run.Id)];
        Author author = await AuthorAsync(request.Restore ? "restore" : "delete", named, cancel);
        HashSet<Guid> changed = [.. await (request.Restore ? deletion.RestoreAsync(named, author, cancel) : deletion.DeleteAsync(named, author, cancel))];
        return plan with { Changed = true, Runs = [.. plan.Runs.Where(run => changed.Contains(run.Id))] };
    }

    private async Task<Author> AuthorAsync(string act, Guid[] named, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenAsync(cancel);
        var runs = await context.Runs.Where(run => named.Contains(run.Id))
            .Join(context.Experiments, run => run.ExperimentId, experiment => experiment.Id, (run, experiment) => new { run.Name, Experiment = experiment.Name, experiment.Person }).ToListAsync(cancel);
        Author author = rights.AuthorOf(act, string.Join(", ", runs.Select(run => $"{run.Person}/{run.Experiment}/{run.Name}")));
        await rights.RequireOwnAsync(author, runs.Select(run => ($"{run.Experiment}/{run.Name}", run.Person)), cancel);
        return author;
    }

    private async Task<DeletionDocument> PlanAsync(PicieContext context, DeleteRuns request, CancellationToken cancel)
    {
        List<NamedRun> runs = [];
        foreach (string name in request.Names)
        {
            runs.AddRange(request.Restore ? await finder.AmongDeletedAsync(context, name, cancel) : await ArchivedAsync(context, name, cancel));
        }

        Guid[] ids = [.. runs.Select(run => run.Id).Distinct()];
        IReadOnlyCollection<Guid> stages = await UnreachableStages.WithoutAsync(context, ids, cancel);
        DateTimeOffset? until = request.Restore ? null : await clock.NowAsync(context, cancel) + Recovery.Time;
        return new DeletionDocument(
            false, request.Restore, [.. runs.DistinctBy(run => run.Id).Select(run => new DeletedRunDocument(run.Id, run.Name, run.Experiment))],
            stages.Count, await UnreachableStages.BytesAsync(context, stages, cancel), until);
    }

    private async Task<IReadOnlyList<NamedRun>> ArchivedAsync(PicieContext context, string name, CancellationToken cancel)
    {
        IReadOnlyList<NamedRun> named = await finder.AllAsync(context, name, cancel);
        Guid[] ids = [.. named.Select(run => run.Id)];
        HashSet<Guid> archived = [.. await context.Runs
            .Where(run => ids.Contains(run.Id) && (run.ArchivedAt != null || context.Experiments.Any(its => its.Id == run.ExperimentId && its.ArchivedAt != null)))
            .Select(run => run.Id).ToListAsync(cancel)];
        return archived.Count > 0
            ? [.. named.Where(run => archived.Contains(run.Id))]
            : throw new PicieException(
                "not-archived", named.Count == 1 ? $"The run {named[0].Path} is not archived." : $"None of the {named.Count} runs of {named[0].Experiment} is archived.", name,
                $"Only what is archived is deleted, so that nothing goes by a slip: picie archive {ShellWord.Of(name)} first.", ProblemKind.Conflict);
    }
}
