using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Experiments.Events;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.People;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage;
using PiCIE.Storage.Auditing;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;
using PiCIE.Storage.Searching;

namespace PiCIE.Pipeline.Marks;

/// <summary>
/// Changes what people write on runs and experiments: all of one command in one transaction, each change with an event that names the person. Where one
/// name is wrong nothing is changed.
/// </summary>
internal sealed class MarkChange(OpenDatabase database, RunFinder finder, Rights rights, EventJournal journal, TimeProvider clock)
{
    /// <summary>Makes a change on everything that is named.</summary>
    /// <param name="act">What is done.</param>
    /// <param name="names">Texts that name runs or experiments.</param>
    /// <param name="change">Changes one thing and returns the events of what was not so before.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="PicieException">A text means nothing or several things, or what it means belongs to somebody else.</exception>
    public async Task<MarksDocument> MakeAsync(
        MarkAct act, IReadOnlyList<string> names, Func<PicieContext, NamedTarget, DateTimeOffset, Task<IReadOnlyList<PipelineEvent>>> change, CancellationToken cancel)
    {
        Author author;
        // Whoever names nothing that is there must not get a home for it.
        await using (PicieContext reading = await database.OpenToReadAsync(cancel))
        {
            author = await AuthorAsync(reading, act, await TargetsAsync(reading, names, cancel), cancel);
        }

        try
        {
            return await MakeAsync(author, names, change, cancel);
        }
        catch (PicieException error) when (error.Kind == ProblemKind.Forbidden)
        {
            // The transaction is over by now, and nothing of it is left.
            await rights.RefuseAsync(author, cancel);
            throw;
        }
    }

    private async Task<MarksDocument> MakeAsync(
        Author author, IReadOnlyList<string> names, Func<PicieContext, NamedTarget, DateTimeOffset, Task<IReadOnlyList<PipelineEvent>>> change, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToChangeAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        List<(NamedTarget Target, bool Changed)> changed = [];
        foreach (NamedTarget target in await TargetsAsync(context, names, cancel))
        {
            IReadOnlyList<PipelineEvent> events = await change(context, target, now);
            foreach (PipelineEvent happened in events)
            {
                journal.Append(context, now, happened, author.Person);
            }

            await context.SaveChangesAsync(cancel);
            if (events.Any(happened => happened is TagAdded or TagRemoved or NoteAdded or NoteRemoved))
            {
                await SearchTexts.UpdateAsync(context, target.ExperimentId, target.RunId, cancel);
            }

            changed.Add((target, events.Count > 0));
        }

        List<MarkedThing> marked = [];
        foreach ((NamedTarget target, bool isChanged) in changed)
        {
            marked.Add(await ReadAsync(context, target, isChanged, cancel));
        }

        await (changed.Exists(one => one.Changed) ? author.RecordAsync(context, now, cancel) : Task.CompletedTask);
        await transaction.CommitAsync(cancel);
        return new MarksDocument(marked);
    }

    private async Task<Author> AuthorAsync(PicieContext context, MarkAct act, IReadOnlyList<NamedTarget> targets, CancellationToken cancel)
    {
        Guid[] ids = [.. targets.Select(target => target.ExperimentId).Distinct()];
        Dictionary<Guid, string> owners = await context.Experiments.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Person, cancel);
        Author author = rights.AuthorOf(act.Name, string.Join("; ", targets.Select(target => $"{owners[target.ExperimentId]}/{target.Name}")));
        if (!act.OthersToo)
        {
            await rights.RequireOwnAsync(author, targets.Select(target => (target.Name, owners[target.ExperimentId])), cancel);
        }

        return author;
    }

    private async Task<IReadOnlyList<NamedTarget>> TargetsAsync(PicieContext context, IReadOnlyList<string> names, CancellationToken cancel)
    {
        List<NamedTarget> targets = [];
        foreach (string name in names)
        {
            targets.Add(await finder.TargetAsync(context, name, cancel));
        }

        return [.. targets.Distinct()];
    }

    private static async Task<MarkedThing> ReadAsync(PicieContext context, NamedTarget target, bool changed, CancellationToken cancel)
    {
        List<string> tags = target.RunId is { } run
            ? await context.RunTags.Where(row => row.RunId == run).Select(row => row.Tag).ToListAsync(cancel)
            : await context.ExperimentTags.Where(row => row.ExperimentId == target.ExperimentId).Select(row => row.Tag).ToListAsync(cancel);
        List<NoteDocument> notes = await context.Notes.Where(note => note.ExperimentId == target.ExperimentId && note.RunId == target.RunId)
            .OrderBy(note => note.CreatedAt).ThenBy(note => note.Id).Select(note => new NoteDocument(note.Id, note.Person, note.CreatedAt, note.Text)).ToListAsync(cancel);
        DateTimeOffset? archived = target.RunId is { } id
            ? await context.Runs.Where(row => row.Id == id).Select(row => row.ArchivedAt).SingleAsync(cancel)
            : await context.Experiments.Where(row => row.Id == target.ExperimentId).Select(row => row.ArchivedAt).SingleAsync(cancel);
        return new MarkedThing(target.Name, target.ExperimentId, target.RunId, [.. tags.Order(StringComparer.Ordinal)], notes, archived, changed);
    }
}
