using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Inserting;
using PiCIE.Storage.Results;

namespace PiCIE.Storage.Stages;

/// <summary>
/// Keeps the final figures of runs one by one (<c>run_metrics</c>, and <c>run_metric_gaps</c> for what is not a number), for filters and sorting. A commit writes those of all runs that have the stage, a
/// submit those of new runs whose evaluation is there already; each with one bulk insert.
/// </summary>
public static class RunFigures
{
    private const int LongestKey = 200;

    private static readonly string[] Whole = ["accuracy", "meanIoU", "accuracyStd", "meanIoUStd"];

    /// <summary>Replaces the figures of the runs that have an evaluation by those that it came to.</summary>
    /// <param name="context">The database, inside the transaction of the commit.</param>
    /// <param name="stage">Id of the evaluate stage.</param>
    /// <param name="results">Its figures; none for other stages, which change nothing.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task ReplaceAsync(PicieContext context, Guid stage, IReadOnlyList<SplitResult> results, CancellationToken cancel)
    {
        if (results.Count == 0)
        {
            return;
        }

        List<Guid> runs = await context.RunStages.Where(wanted => wanted.StageId == stage).Select(wanted => wanted.RunId).ToListAsync(cancel);
        await context.RunMetrics.Where(metric => runs.Contains(metric.RunId)).ExecuteDeleteAsync(cancel);
        await context.RunMetricGaps.Where(gap => runs.Contains(gap.RunId)).ExecuteDeleteAsync(cancel);
        (string Key, double Value)[] figures = [.. results.Where(result => result.Epoch is null).SelectMany(result => Of(result.Split, result.Figures))];
        await InsertAsync(context, [.. runs.SelectMany(run => figures, (run, figure) => (run, figure.Key, figure.Value))], cancel);
    }

    /// <summary>Writes the figures of new runs whose evaluation was done before.</summary>
    /// <param name="context">The database, inside the transaction of the submit, which holds the runs and their stages.</param>
    /// <param name="runs">Ids of the new runs.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task AddAsync(PicieContext context, IReadOnlyCollection<Guid> runs, CancellationToken cancel)
    {
        var found = await context.RunStages.Where(wanted => runs.Contains(wanted.RunId) && wanted.Reused)
            .Join(context.Stages, wanted => wanted.StageId, stage => stage.Id, (wanted, stage) => new { wanted.RunId, stage.ArtifactId })
            .Join(
                context.Results.Where(result => result.Epoch == EvaluationResult.EndOfTraining), pair => pair.ArtifactId, result => (Guid?)result.ArtifactId,
                (pair, result) => new { pair.RunId, result.Split, result.Figures })
            .ToListAsync(cancel);
        await InsertAsync(context, [.. found.SelectMany(one => Of(one.Split, one.Figures).Select(figure => (one.RunId, figure.Key, figure.Value)))], cancel);
    }

    /// <summary>Inserts figures. What is not a number has no value and a mark: SQLite keeps NaN as null, and one NaN would make the mean of every group NaN.</summary>
    private static async Task InsertAsync(PicieContext context, (Guid Run, string Key, double Value)[] figures, CancellationToken cancel)
    {
        await BulkInsert.InsertAsync(
            context, [.. figures.Where(figure => double.IsFinite(figure.Value)).Select(figure => new RunMetric { RunId = figure.Run, Key = figure.Key, Value = figure.Value })], cancel);
        await BulkInsert.InsertAsync(
            context, [.. figures.Where(figure => !double.IsFinite(figure.Value)).Select(figure => new RunMetricGap { RunId = figure.Run, Key = figure.Key })], cancel);
    }

    /// <summary>Returns the figures of a split by key. An absent class has none, and a key that no column holds is left out.</summary>
    private static IEnumerable<(string Key, double Value)> Of(string split, string figures)
    {
        using JsonDocument document = JsonDocument.Parse(figures);
        JsonElement all = document.RootElement;
        List<(string Key, double Value)> found = [];
        foreach (string name in Whole)
        {
            Add($"{split}.{name}", all, name);
        }

        if (all.TryGetProperty("perClass", out JsonElement classes))
        {
            foreach (JsonElement one in classes.EnumerateArray())
            {
                Add($"{split}.iou.{one.GetProperty("key").GetString()}", one, "iou");
            }
        }

        return found;

        void Add(string key, JsonElement of, string name)
        {
            if (key.Length > LongestKey || !of.TryGetProperty(name, out JsonElement value))
            {
                return;
            }

            if (value.ValueKind == JsonValueKind.Number)
            {
                found.Add((key, value.GetDouble()));
            }
            else if (value.ValueKind == JsonValueKind.String)
            {
                // NaN and the infinities are words in JSON.
                found.Add((key, double.NaN));
            }
        }
    }
}
