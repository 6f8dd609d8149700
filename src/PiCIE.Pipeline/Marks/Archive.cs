using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Marks;

/// <summary>
/// Archives runs and experiments, or takes them out of the archive. Lists leave out what is archived unless a filter names <c>archived</c>; nothing is
/// deleted, and what waits is done all the same.
/// </summary>
/// <param name="Names">Texts that name runs or experiments.</param>
/// <param name="Undo">Whether they are taken out.</param>
public sealed record Archive(IReadOnlyList<string> Names, bool Undo = false) : IRequest<MarksDocument>;

internal sealed class ArchiveHandler(MarkChange marks) : IRequestHandler<Archive, MarksDocument>
{
    public Task<MarksDocument> Handle(Archive request, CancellationToken cancel) =>
        marks.MakeAsync(new MarkAct(request.Undo ? "unarchive" : "archive", OthersToo: false), request.Names, (context, target, now) => ChangeAsync(context, target, request.Undo ? null : now, cancel), cancel);

    private static async Task<IReadOnlyList<PipelineEvent>> ChangeAsync(PicieContext context, NamedTarget target, DateTimeOffset? archived, CancellationToken cancel)
    {
        bool unarchive = archived is null;
        int changed = target.RunId is { } run
            ? await context.Runs.Where(row => row.Id == run && (row.ArchivedAt != null) == unarchive).ExecuteUpdateAsync(update => update.SetProperty(row => row.ArchivedAt, archived), cancel)
            : await context.Experiments.Where(row => row.Id == target.ExperimentId && (row.ArchivedAt != null) == unarchive)
                .ExecuteUpdateAsync(update => update.SetProperty(row => row.ArchivedAt, archived), cancel);
        return changed == 0 ? [] : [unarchive ? new Unarchived(target.ExperimentId, target.RunId) : new Archived(target.ExperimentId, target.RunId)];
    }
}
