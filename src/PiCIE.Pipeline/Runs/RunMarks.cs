using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Runs;

/// <summary>The tags and notes of some runs, those of their experiments too, as filters know them.</summary>
internal sealed class RunMarks
{
    private readonly ILookup<Guid, string> _tags;
    private readonly ILookup<Guid, string> _notes;

    private RunMarks(ILookup<Guid, string> tags, ILookup<Guid, string> notes) => (_tags, _notes) = (tags, notes);

    /// <summary>Reads them.</summary>
    /// <param name="context">The database.</param>
    /// <param name="runs">Ids of the runs.</param>
    /// <param name="experiments">Ids of their experiments.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task<RunMarks> ReadAsync(PicieContext context, Guid[] runs, Guid[] experiments, CancellationToken cancel)
    {
        var ofRuns = await context.RunTags.Where(tag => runs.Contains(tag.RunId)).Select(tag => new { Id = tag.RunId, tag.Tag }).ToListAsync(cancel);
        var ofExperiments = await context.ExperimentTags.Where(tag => experiments.Contains(tag.ExperimentId)).Select(tag => new { Id = tag.ExperimentId, tag.Tag }).ToListAsync(cancel);
        var notes = await context.Notes.Where(note => experiments.Contains(note.ExperimentId) && (note.RunId == null || runs.Contains(note.RunId!.Value)))
            .OrderBy(note => note.Id).Select(note => new { Id = note.RunId ?? note.ExperimentId, note.Text }).ToListAsync(cancel);
        return new RunMarks(ofRuns.Concat(ofExperiments).ToLookup(tag => tag.Id, tag => tag.Tag), notes.ToLookup(note => note.Id, note => note.Text));
    }

    /// <summary>Returns the tags of a run and of its experiment, each once, in order.</summary>
    /// <param name="run">Id of the run.</param>
    /// <param name="experiment">Id of its experiment.</param>
    public IReadOnlyList<string> TagsOf(Guid run, Guid experiment) => [.. _tags[run].Concat(_tags[experiment]).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Returns the notes on a run and on its experiment, the oldest of each first.</summary>
    /// <inheritdoc cref="TagsOf" path="/param"/>
    public IReadOnlyList<string> NotesOf(Guid run, Guid experiment) => [.. _notes[run], .. _notes[experiment]];
}
