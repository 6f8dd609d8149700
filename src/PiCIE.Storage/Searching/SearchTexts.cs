using Microsoft.EntityFrameworkCore;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Experiments;

namespace PiCIE.Storage.Searching;

/// <summary>
/// Keeps the text in which a search for a word looks (<c>runs.search_text</c>): name, experiment, tags and notes of a run and of its experiment, a line each, in small letters.
/// The program folds them and not the database, because SQLite knows the cases of English letters alone.
/// </summary>
public sealed class SearchTexts
{
    /// <summary>Stands between the parts of a text.</summary>
    public const char Separator = '\n';

    private readonly string _ofExperiment;

    private SearchTexts(string ofExperiment) => _ofExperiment = ofExperiment;

    /// <summary>Reads what all runs of an experiment share. The experiment is locked, so that nobody tags it or its runs meanwhile.</summary>
    /// <param name="context">The database, inside the transaction of the change, which is saved.</param>
    /// <param name="experiment">Id of the experiment.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task<SearchTexts> OfAsync(PicieContext context, Guid experiment, CancellationToken cancel)
    {
        await SqlDialect.Of(context).LockAsync(context, "experiments", [experiment], cancel);
        string name = await context.Experiments.Where(row => row.Id == experiment).Select(row => row.Name).SingleAsync(cancel);
        List<string> tags = await context.ExperimentTags.Where(row => row.ExperimentId == experiment).Select(row => row.Tag).ToListAsync(cancel);
        List<string> notes = await context.Notes.Where(note => note.ExperimentId == experiment && note.RunId == null).OrderBy(note => note.Id).Select(note => note.Text).ToListAsync(cancel);
        return new SearchTexts(Joined([name, .. tags.Order(StringComparer.Ordinal), .. notes]));
    }

    /// <summary>Returns what all runs of a new experiment share, of which nothing stands in the database that is not known here.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tags">Its tags.</param>
    public static SearchTexts OfNew(string name, IEnumerable<string> tags) => new(Joined([name, .. tags.Distinct().Order(StringComparer.Ordinal)]));

    /// <summary>Returns the text of a run of that experiment.</summary>
    /// <param name="name">Name of the run.</param>
    /// <param name="tags">Its own tags.</param>
    /// <param name="notes">The notes on it.</param>
    public string Of(string name, IEnumerable<string> tags, IEnumerable<string> notes) =>
        Joined([name, .. tags.Order(StringComparer.Ordinal), .. notes]) + Separator + _ofExperiment;

    /// <summary>Writes the texts of one run or of all runs of an experiment anew, where they changed.</summary>
    /// <param name="context">The database, inside the transaction of the change, which is saved.</param>
    /// <param name="experiment">Id of the experiment.</param>
    /// <param name="run">Id of the run; null for all.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task UpdateAsync(PicieContext context, Guid experiment, Guid? run, CancellationToken cancel)
    {
        SearchTexts texts = await OfAsync(context, experiment, cancel);
        IQueryable<Run> written = run is { } one ? context.Runs.Where(row => row.Id == one) : context.Runs.Where(row => row.ExperimentId == experiment);
        var runs = await written.Select(row => new { row.Id, Name = row.DisplayName ?? row.Name, row.SearchText }).ToListAsync(cancel);
        var tags = await context.RunTags.Join(written, row => row.RunId, row => row.Id, (row, _) => new { row.RunId, row.Tag }).ToListAsync(cancel);
        var notes = await context.Notes.Where(note => note.ExperimentId == experiment && note.RunId != null).OrderBy(note => note.Id)
            .Select(note => new { note.RunId, note.Text }).ToListAsync(cancel);
        ILookup<Guid, string> tagsOf = tags.ToLookup(row => row.RunId, row => row.Tag);
        ILookup<Guid, string> notesOf = notes.ToLookup(note => note.RunId!.Value, note => note.Text);
        Dictionary<Guid, string> changed = runs.Select(row => (Row: row, Text: texts.Of(row.Name, tagsOf[row.Id], notesOf[row.Id])))
            .Where(one => one.Text != one.Row.SearchText).ToDictionary(one => one.Row.Id, one => one.Text);
        if (changed.Count > 0)
        {
            await SqlDialect.Of(context).ExecuteAsync(
                context, "update runs set search_text = found.written from (@these) found where found.id = runs.id", changed, cancel);
        }
    }

    private static string Joined(IEnumerable<string> parts) => string.Join(Separator, parts).ToLowerInvariant();
}
