using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Checking;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Stages;

namespace PiCIE.Faults.Ledgers;

/// <summary>Compares what submits acknowledged and what stage processes noted with what stands in the database.</summary>
internal static class Comparison
{
    private const string Committed = "stage-committed";
    private const string Withdrawn = "artifact-withdrawn";
    private const string LateResult = "late-result";

    /// <summary>Compares.</summary>
    /// <param name="context">The database, on which nobody works any more.</param>
    /// <param name="acknowledged">Ids of the runs that submits acknowledged.</param>
    /// <param name="notes">What the stage processes noted.</param>
    public static async Task<Verdict> MakeAsync(PicieContext context, IReadOnlyCollection<Guid> acknowledged, IReadOnlyList<StageNote> notes)
    {
        List<Attempt> attempts = await context.Attempts.AsNoTracking().ToListAsync();
        Dictionary<Guid, Run> runs = await context.Runs.AsNoTracking().ToDictionaryAsync(run => run.Id);
        Run[] found = [.. acknowledged.Where(runs.ContainsKey).Select(id => runs[id])];
        return new Verdict(
            acknowledged.Count,
            found.Count(run => run.Status == RunStatus.Done),
            [.. acknowledged.Where(id => !runs.ContainsKey(id)).Select(id => $"the run {id} was acknowledged and is not there"), .. MadeByNobody(attempts, notes)],
            [.. await CommittedTwiceAsync(context), .. GivenTwice(notes), .. Unknown(attempts, notes)],
            [.. found.Where(run => run.Status is RunStatus.Waiting or RunStatus.Running).Select(run => $"the run {run.Name} ({run.Id}) is {run.Status}, {run.DoneStageCount} of {run.StageCount} stages done")],
            [.. (await Invariants.BrokenAsync(context, default)).Select(broken => broken.ToString())],
            attempts.Where(attempt => attempt.FailureKind is not null).GroupBy(attempt => attempt.FailureKind!.Value.ToString().ToLowerInvariant())
                .ToDictionary(kind => kind.Key, kind => kind.Count()),
            await context.Events.CountAsync(row => row.Type == LateResult));
    }

    /// <summary>A result that counts was computed by some process to its end: by that attempt, or by an earlier one whose files were kept.</summary>
    private static IEnumerable<string> MadeByNobody(IEnumerable<Attempt> attempts, IEnumerable<StageNote> notes)
    {
        Dictionary<Guid, int> first = notes.Where(note => note.What == StageNote.Ended).GroupBy(note => note.Stage).ToDictionary(stage => stage.Key, stage => stage.Min(note => note.Attempt));
        return attempts.Where(attempt => attempt.Outcome == AttemptOutcome.Succeeded && !(first.TryGetValue(attempt.StageId, out int ended) && ended <= attempt.Number))
            .Select(attempt => $"the stage {attempt.StageId} is done by attempt {attempt.Number}, and no process noted that it ended");
    }

    private static async Task<IEnumerable<string>> CommittedTwiceAsync(PicieContext context)
    {
        var counts = await context.Events.Where(row => row.Type == Committed || row.Type == Withdrawn)
            .GroupBy(row => new { row.StageId, row.Type }).Select(rows => new { rows.Key.StageId, rows.Key.Type, Count = rows.Count() }).ToListAsync();
        Dictionary<Guid, int> withdrawn = counts.Where(row => row.Type == Withdrawn).ToDictionary(row => row.StageId!.Value, row => row.Count);
        return counts.Where(row => row.Type == Committed && row.Count > 1 + withdrawn.GetValueOrDefault(row.StageId!.Value))
            .Select(row => $"the stage {row.StageId} was committed {row.Count} times");
    }

    private static IEnumerable<string> GivenTwice(IEnumerable<StageNote> notes) => notes
        .Where(note => note.What == StageNote.Started).GroupBy(note => (note.Stage, note.Attempt)).Where(given => given.Count() > 1)
        .Select(given => $"attempt {given.Key.Attempt} of the stage {given.Key.Stage} was given to {given.Count()} processes");

    private static IEnumerable<string> Unknown(IEnumerable<Attempt> attempts, IEnumerable<StageNote> notes)
    {
        HashSet<(Guid, int)> known = [.. attempts.Select(attempt => (attempt.StageId, attempt.Number))];
        return notes.Where(note => note.What == StageNote.Started && !known.Contains((note.Stage, note.Attempt)))
            .Select(note => $"the process {note.Process} worked on attempt {note.Attempt} of the stage {note.Stage}, and the database knows of none");
    }
}
