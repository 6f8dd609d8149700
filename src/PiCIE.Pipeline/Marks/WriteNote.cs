using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Events;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.People;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Marks;

/// <summary>Writes a note on a run or an experiment, removes one, or, without either, only shows those that there are; where there are none, it is refused.</summary>
/// <param name="Name">Text that names a run or an experiment.</param>
/// <param name="Text">The text, or null.</param>
/// <param name="Remove">Id of the note to remove, or the end of it that is shown; or null.</param>
public sealed record WriteNote(string Name, string? Text, string? Remove) : IRequest<MarksDocument>;

internal sealed class WriteNoteHandler(MarkChange marks, Rights rights) : IRequestHandler<WriteNote, MarksDocument>
{
    private const int MostCharacters = 10_000;

    public async Task<MarksDocument> Handle(WriteNote request, CancellationToken cancel)
    {
        string? text = request.Text?.Trim();
        if (text is not null && (text.Length is 0 or > MostCharacters || text.Contains('\0', StringComparison.Ordinal)))
        {
            throw new PicieException(
                "bad-note", $"The note has {text.Length} characters; a note has 1 to {MostCharacters}, and no zero character.", "TEXT", "Put longer texts into a file, and its name into the note.", ProblemKind.Input);
        }

        MarksDocument document = await marks.MakeAsync(
            new MarkAct(request.Remove is null ? "note" : "remove-note", OthersToo: true),
            [request.Name],
            async (context, target, now) =>
            [
                .. request.Remove is { } id ? await RemoveAsync(context, target, id, cancel) : [],
                .. text is null ? [] : Add(context, target, text, now),
            ],
            cancel);
        return text is null && request.Remove is null && document.Marked.All(marked => marked.Notes.Count == 0)
            ? throw new PicieException(
                "no-text", $"{request.Name} has no note that could be shown, and no text for one is given.", "TEXT",
                $"Write one: picie note {ShellWord.Of(request.Name)} 'of the lake'", ProblemKind.Input)
            : document;
    }

    private IEnumerable<PipelineEvent> Add(PicieContext context, NamedTarget target, string text, DateTimeOffset now)
    {
        Note note = new() { Id = Guid.CreateVersion7(), ExperimentId = target.ExperimentId, RunId = target.RunId, Person = rights.Person, Text = text, CreatedAt = now };
        context.Notes.Add(note);
        return [new NoteAdded(target.ExperimentId, target.RunId, note.Id)];
    }

    private async Task<IEnumerable<PipelineEvent>> RemoveAsync(PicieContext context, NamedTarget target, string id, CancellationToken cancel)
    {
        List<Note> there = await context.Notes.Where(note => note.ExperimentId == target.ExperimentId && note.RunId == target.RunId).ToListAsync(cancel);
        Note[] meant = [.. there.Where(note => (Guid.TryParse(id, out Guid whole) && note.Id == whole) || id.Equals(ShortIds.Of(note.Id), StringComparison.OrdinalIgnoreCase))];
        if (meant is not [var note])
        {
            throw new PicieException(
                "no-note", $"{target.Name} has no note '{id}'.", "--remove",
                there.Count == 0 ? "It has no notes." : $"Its notes are {string.Join(", ", there.Select(one => ShortIds.Of(one.Id)))}; picie note {ShellWord.Of(target.Name)} shows them.", ProblemKind.NotFound);
        }

        string owner = rights.Owns(note.Person) ? note.Person : await context.Experiments.Where(row => row.Id == target.ExperimentId).Select(row => row.Person).SingleAsync(cancel);
        rights.RequireOwn([($"The note {ShortIds.Of(note.Id)} on {target.Name}", owner)]);
        context.Notes.Remove(note);
        return [new NoteRemoved(target.ExperimentId, target.RunId, note.Id, note.Text)];
    }
}
