using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Results;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Runs;

/// <summary>The rows that documents of some runs are made of, read in a handful of queries however many runs there are.</summary>
internal sealed record RunRows
{
    public required IReadOnlyList<Run> Runs { get; init; }

    public required IReadOnlyDictionary<Guid, Experiment> Experiments { get; init; }

    /// <summary>By run, in order.</summary>
    public required ILookup<Guid, WantedStage> Stages { get; init; }

    /// <summary>By stage, in order.</summary>
    public required ILookup<Guid, Attempt> Attempts { get; init; }

    public required IReadOnlyDictionary<Guid, Artifact> Artifacts { get; init; }

    /// <summary>Names of files by artifact.</summary>
    public required ILookup<Guid, string> TopNames { get; init; }

    /// <summary>By artifact: the end of the training, and kept epochs.</summary>
    public required ILookup<Guid, EvaluationResult> Results { get; init; }

    /// <summary>Reads what belongs to the runs.</summary>
    public static async Task<RunRows> ReadAsync(PicieContext context, IReadOnlyList<Run> runs, CancellationToken cancel)
    {
        Guid[] runIds = [.. runs.Select(run => run.Id)];
        Guid[] experimentIds = [.. runs.Select(run => run.ExperimentId).Distinct()];
        List<WantedStage> stages = await context.RunStages.Where(wanted => runIds.Contains(wanted.RunId))
            .Join(context.Stages, wanted => wanted.StageId, stage => stage.Id, (wanted, stage) => new WantedStage(
                wanted.RunId, stage.Id, wanted.Position, wanted.Reused, stage.Kind, stage.Key, stage.State, stage.ArtifactId,
                stage.Kind == StageKind.Preprocess ? stage.Settings : null))
            .ToListAsync(cancel);
        Guid[] stageIds = [.. stages.Select(stage => stage.StageId).Distinct()];
        Guid?[] artifactIds = [.. stages.Select(stage => stage.ArtifactId).Where(id => id is not null).Distinct()];
        List<Attempt> attempts = await context.Attempts.AsNoTracking()
            .Where(attempt => stageIds.Contains(attempt.StageId)).OrderBy(attempt => attempt.Number).ToListAsync(cancel);
        List<EvaluationResult> results = await context.Results.AsNoTracking()
            .Where(result => artifactIds.Contains(result.ArtifactId)).ToListAsync(cancel);
        return new RunRows
        {
            Runs = runs,
            Experiments = await context.Experiments.AsNoTracking()
                .Where(row => experimentIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel),
            Stages = stages.OrderBy(stage => stage.Position).ToLookup(stage => stage.RunId),
            Attempts = attempts.ToLookup(attempt => attempt.StageId),
            Artifacts = await context.Artifacts.AsNoTracking()
                .Where(row => artifactIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel),
            TopNames = await TopNamesAsync(context, artifactIds, cancel),
            Results = results.ToLookup(result => result.ArtifactId),
        };
    }

    private static async Task<ILookup<Guid, string>> TopNamesAsync(PicieContext context, Guid?[] artifacts, CancellationToken cancel)
    {
        var names = await context.ArtifactFiles.Where(file => artifacts.Contains(file.ArtifactId))
            .Select(file => new { file.ArtifactId, Top = file.Name.Contains('/') ? file.Name.Substring(0, file.Name.IndexOf('/')) : file.Name })
            .Distinct().ToListAsync(cancel);
        return names.ToLookup(name => name.ArtifactId, name => name.Top);
    }
}

/// <summary>A stage as a run wants it.</summary>
internal sealed record WantedStage(
    Guid RunId,
    Guid StageId,
    int Position,
    bool Reused,
    StageKind Kind,
    string Key,
    StageState State,
    Guid? ArtifactId,
    string? PreprocessSettings);
