using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Metrics;
using PiCIE.Storage.Results;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Runs;

/// <summary>The rows that whole documents of some runs are made of, read in a handful of queries however many runs there are.</summary>
internal sealed record RunRows
{
    /// <summary>By run.</summary>
    public required IReadOnlyDictionary<Guid, StoredDocuments> Documents { get; init; }

    /// <summary>Stages by run, in order.</summary>
    public required ILookup<Guid, WantedStage> Stages { get; init; }

    /// <summary>Attempts by stage, in order.</summary>
    public required ILookup<Guid, Attempt> Attempts { get; init; }

    public required IReadOnlyDictionary<Guid, Artifact> Artifacts { get; init; }

    /// <summary>Names of the top files and folders by artifact.</summary>
    public required ILookup<Guid, string> TopNames { get; init; }

    /// <summary>Results by artifact: the end of the training, and kept epochs.</summary>
    public required ILookup<Guid, EvaluationResult> Results { get; init; }

    /// <summary>Matrices by result, in the order of the repeats.</summary>
    public required ILookup<Guid, Confusion> Confusions { get; init; }

    /// <summary>Points that count so far, by train stage that is not done.</summary>
    public required ILookup<Guid, StageMetricPoint> Points { get; init; }

    /// <summary>Reads the rows of some runs.</summary>
    /// <param name="context">The database.</param>
    /// <param name="runIds">Ids of the runs.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task<RunRows> ReadAsync(PicieContext context, IReadOnlyList<Guid> runIds, CancellationToken cancel)
    {
        List<WantedStage> stages = await context.RunStages.Where(wanted => runIds.Contains(wanted.RunId))
            .Join(context.Stages, wanted => wanted.StageId, stage => stage.Id, (wanted, stage) => new WantedStage(
                wanted.RunId, stage.Id, wanted.Position, wanted.Reused, stage.Kind, stage.Key, stage.Version, stage.State, stage.AttemptNumber,
                stage.ArtifactId, stage.Kind == StageKind.Preprocess ? stage.Settings : null))
            .ToListAsync(cancel);
        Guid[] stageIds = [.. stages.Select(stage => stage.StageId).Distinct()];
        Guid?[] artifactIds = [.. stages.Select(stage => stage.ArtifactId).Where(id => id is not null).Distinct()];
        List<Attempt> attempts = await context.Attempts.AsNoTracking()
            .Where(attempt => stageIds.Contains(attempt.StageId)).OrderBy(attempt => attempt.Number).ToListAsync(cancel);
        List<EvaluationResult> results = await context.Results.AsNoTracking()
            .Where(result => artifactIds.Contains(result.ArtifactId)).ToListAsync(cancel);
        return new RunRows
        {
            Documents = await context.RunDocuments.AsNoTracking()
                .Where(one => runIds.Contains(one.RunId)).ToDictionaryAsync(one => one.RunId, cancel),
            Stages = stages.OrderBy(stage => stage.Position).ToLookup(stage => stage.RunId),
            Attempts = attempts.ToLookup(attempt => attempt.StageId),
            Artifacts = await context.Artifacts.AsNoTracking()
                .Where(row => artifactIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel),
            TopNames = await TopNamesAsync(context, artifactIds, cancel),
            Results = results.ToLookup(result => result.ArtifactId),
            Confusions = await ConfusionsAsync(context, results, cancel),
            Points = await PointsAsync(context, stages, attempts, cancel),
        };
    }

    private static async Task<ILookup<Guid, string>> TopNamesAsync(PicieContext context, Guid?[] artifacts, CancellationToken cancel)
    {
        var names = await context.ArtifactFiles.Where(file => artifacts.Contains(file.ArtifactId))
            .Select(file => new { file.ArtifactId, Top = file.Name.Contains("/") ? file.Name.Substring(0, file.Name.IndexOf("/")) : file.Name })
            .Distinct().ToListAsync(cancel);
        return names.ToLookup(name => name.ArtifactId, name => name.Top);
    }

    private static async Task<ILookup<Guid, Confusion>> ConfusionsAsync(
        PicieContext context, IReadOnlyList<EvaluationResult> results, CancellationToken cancel)
    {
        Guid[] final = [.. results.Where(result => result.Epoch == EvaluationResult.EndOfTraining).Select(result => result.Id)];
        List<Confusion> confusions = await context.Confusions.AsNoTracking().Where(confusion => final.Contains(confusion.ResultId))
            .OrderBy(confusion => confusion.Repeat).ToListAsync(cancel);
        return confusions.ToLookup(confusion => confusion.ResultId);
    }

    private static async Task<ILookup<Guid, StageMetricPoint>> PointsAsync(
        PicieContext context, IReadOnlyList<WantedStage> stages, IReadOnlyList<Attempt> attempts, CancellationToken cancel)
    {
        Guid[] stageIds = [.. stages.Where(stage => stage is { Kind: StageKind.Train, ArtifactId: null, Attempt: > 0 }).Select(stage => stage.StageId).Distinct()];
        if (stageIds.Length == 0)
        {
            return Array.Empty<StageMetricPoint>().ToLookup(_ => Guid.Empty);
        }

        var points = await context.MetricSeries.Where(series => stageIds.Contains(series.StageId))
            .Join(context.MetricPoints, series => series.Id, point => point.SeriesId, (series, point) => new
            {
                series.StageId,
                series.Attempt,
                series.Name,
                point.Step,
                point.Value,
                point.BatchSequence,
            }).ToListAsync(cancel);
        Dictionary<Guid, PointChain> chains = stageIds.ToDictionary(id => id, id => PointChain.Of(
            [.. attempts.Where(attempt => attempt.StageId == id)], points.Where(point => point.StageId == id).Select(point => point.Attempt).ToHashSet()));
        return points.Where(point => chains[point.StageId].Counts(point.Attempt, point.BatchSequence))
            .ToLookup(point => point.StageId, point => new StageMetricPoint(point.Name, point.Step, point.Value ?? double.NaN));
    }
}

/// <summary>A stage in its place among those of a run.</summary>
internal sealed record WantedStage(
    Guid RunId,
    Guid StageId,
    int Position,
    bool Reused,
    StageKind Kind,
    string Key,
    int Version,
    StageState State,
    int Attempt,
    Guid? ArtifactId,
    string? PreprocessSettings);
