using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Results;
using PiCIE.Storage.Runs;

namespace PiCIE.Pipeline.Runs;

/// <summary>Makes the rows of a list from <c>v_runs</c>, and for a document that a program reads adds settings, every split and the machine.</summary>
internal static class RunListRows
{
    /// <summary>Returns a row of the view.</summary>
    /// <param name="run">The row.</param>
    public static RunListRow Of(ListedRun run) => new()
    {
        Id = run.Id,
        Name = run.Name,
        Experiment = new ExperimentName(run.ExperimentId, run.Experiment),
        Status = EnumWords.Parse<RunStatus>(run.Status),
        Asked = run.Asked,
        Paused = run.Paused,
        StagesDone = run.DoneStageCount,
        StageCount = run.StageCount,
        Created = run.CreatedAt,
        Ended = run.EndedAt,
        Seconds = run.Work?.TotalSeconds,
        SupersededBy = run.SupersededById,
        ConfigId = run.ConfigId,
        Seeds = new SeedsDocument(run.TrainSeed, run.ClusterSeed),
        LabelsUsed = LabelUse.None,
        Metrics = run is { HeadlineSplit: { } split, Accuracy: { } accuracy, MeanIoU: { } meanIoU }
            ? new Dictionary<string, HeadlineMetrics> { [split] = new(accuracy, meanIoU) }
            : [],
    };

    /// <summary>Returns the rows with settings, protocol, the figures of every split, and the machine of each training.</summary>
    /// <param name="context">The database.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task<IReadOnlyList<RunListRow>> WithDetailsAsync(
        PicieContext context, IReadOnlyList<RunListRow> rows, CancellationToken cancel)
    {
        Guid[] ids = [.. rows.Select(row => row.Id)];
        Dictionary<Guid, StoredDocuments> documents = await context.RunDocuments.AsNoTracking()
            .Where(one => ids.Contains(one.RunId)).ToDictionaryAsync(one => one.RunId, cancel);
        ILookup<Guid, ListFigures> figures = await FiguresAsync(context, ids, cancel);
        ILookup<Guid, ListTraining> trainings = await TrainingsAsync(context, ids, cancel);
        return [.. rows.Select(row => WithDetails(row, documents[row.Id], figures[row.Id], trainings[row.Id].FirstOrDefault()))];
    }

    private static RunListRow WithDetails(RunListRow row, StoredDocuments documents, IEnumerable<ListFigures> figures, ListTraining? training) => row with
    {
        Settings = JsonSerializer.Deserialize<JsonElement>(documents.Settings),
        Protocol = JsonSerializer.Deserialize<JsonElement>(documents.Protocol),
        Metrics = figures.OrderBy(result => result.Position).ToDictionary(
            result => result.Split, result => new HeadlineMetrics(result.Accuracy, result.MeanIoU), StringComparer.Ordinal),
        Worker = training?.Worker,
        Device = training?.Device,
        Threads = training?.Threads,
        Program = training?.Program,
        PeakMemoryBytes = training?.PeakMemoryBytes,
    };

    private static async Task<ILookup<Guid, ListFigures>> FiguresAsync(PicieContext context, Guid[] runs, CancellationToken cancel)
    {
        List<ListFigures> figures = await context.RunStages.Where(link => runs.Contains(link.RunId))
            .Join(context.Stages, link => link.StageId, stage => stage.Id, (link, stage) => new { link.RunId, stage.ArtifactId })
            .Join(
                context.Results.Where(result => result.Epoch == EvaluationResult.EndOfTraining), pair => pair.ArtifactId, result => (Guid?)result.ArtifactId,
                (pair, result) => new ListFigures(pair.RunId, result.Position, result.Split, result.Accuracy, result.MeanIoU))
            .ToListAsync(cancel);
        return figures.ToLookup(row => row.RunId);
    }

    private static async Task<ILookup<Guid, ListTraining>> TrainingsAsync(PicieContext context, Guid[] runs, CancellationToken cancel)
    {
        List<ListTraining> trainings = await context.RunStages.Where(link => runs.Contains(link.RunId))
            .Join(context.Stages.Where(stage => stage.Kind == StageKind.Train), link => link.StageId, stage => stage.Id, (link, stage) => new
            {
                link.RunId,
                stage.Id,
                Number = stage.AttemptNumber,
            })
            .Join(
                context.Attempts, pair => new { pair.Id, pair.Number }, attempt => new { Id = attempt.StageId, attempt.Number },
                (pair, attempt) => new ListTraining(pair.RunId, attempt.Worker, attempt.Device, attempt.Threads, attempt.Program, attempt.PeakMemoryBytes))
            .ToListAsync(cancel);
        return trainings.ToLookup(training => training.RunId);
    }

    private sealed record ListFigures(Guid RunId, int Position, string Split, double Accuracy, double MeanIoU);

    private sealed record ListTraining(Guid RunId, string Worker, string Device, int Threads, string Program, long? PeakMemoryBytes);
}
