using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Results;

namespace PiCIE.Pipeline.Runs;

/// <summary>Adds to rows of a list what only an export writes: person, data, marks, deviations and the IoU of each class.</summary>
internal static class RunExportRows
{
    private const string Iou = ".iou.";

    /// <summary>Returns the rows with all of it.</summary>
    /// <param name="context">The database.</param>
    /// <param name="rows">The rows, with the figures of every split.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task<IReadOnlyList<RunListRow>> OfAsync(PicieContext context, IReadOnlyList<RunListRow> rows, CancellationToken cancel)
    {
        Guid[] ids = [.. rows.Select(row => row.Id)];
        Guid[] experimentIds = [.. rows.Select(row => row.Experiment.Id).Distinct()];
        Dictionary<Guid, Experiment> experiments = await context.Experiments.AsNoTracking().Where(one => experimentIds.Contains(one.Id)).ToDictionaryAsync(one => one.Id, cancel);
        HashSet<Guid> archived = [.. await context.Runs.Where(run => ids.Contains(run.Id) && run.ArchivedAt != null).Select(run => run.Id).ToListAsync(cancel)];
        RunMarks marks = await RunMarks.ReadAsync(context, ids, experimentIds, cancel);
        ILookup<Guid, RunMetric> metrics = (await context.RunMetrics.AsNoTracking().Where(metric => ids.Contains(metric.RunId)).ToListAsync(cancel)).ToLookup(metric => metric.RunId);
        var counted = await context.RunStages.Where(link => ids.Contains(link.RunId))
            .Join(context.Stages, link => link.StageId, stage => stage.Id, (link, stage) => new { link.RunId, stage.ArtifactId })
            .Join(
                context.Results.Where(result => result.Epoch == EvaluationResult.EndOfTraining), pair => pair.ArtifactId, result => (Guid?)result.ArtifactId,
                (pair, result) => new { pair.RunId, result.Split, Count = context.Confusions.Count(confusion => confusion.ResultId == result.Id) })
            .ToListAsync(cancel);
        ILookup<(Guid Run, string Split), int> repeats = counted.ToLookup(one => (one.RunId, one.Split), one => one.Count);
        return [.. rows.Select(row => row with
        {
            Person = experiments[row.Experiment.Id].Person,
            Data = experiments[row.Experiment.Id].Data,
            Archived = archived.Contains(row.Id) || experiments[row.Experiment.Id].ArchivedAt is not null,
            Tags = marks.TagsOf(row.Id, row.Experiment.Id),
            Notes = marks.NotesOf(row.Id, row.Experiment.Id),
            Metrics = row.Metrics.ToDictionary(
                split => split.Key, split => Figures(split.Key, split.Value, [.. metrics[row.Id]], repeats[(row.Id, split.Key)].FirstOrDefault()), StringComparer.Ordinal),
        })];
    }

    private static HeadlineMetrics Figures(string split, HeadlineMetrics figures, RunMetric[] stored, int repeats) => figures with
    {
        AccuracyStd = stored.FirstOrDefault(metric => metric.Key == $"{split}.accuracyStd")?.Value,
        MeanIoUStd = stored.FirstOrDefault(metric => metric.Key == $"{split}.meanIoUStd")?.Value,
        Repeats = repeats,
        Classes = stored.Where(metric => metric.Key.StartsWith(split + Iou, StringComparison.Ordinal))
            .ToDictionary(metric => metric.Key[(split.Length + Iou.Length)..], metric => new ClassFigures(metric.Value), StringComparer.Ordinal),
    };
}
