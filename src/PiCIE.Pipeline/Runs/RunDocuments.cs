using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Confusions;
using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Figures;
using PiCIE.Pipeline.Homes;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Results;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Runs;

/// <summary>Makes whole documents of runs: every stage, figure, matrix and path.</summary>
internal sealed class RunDocuments(IArtifactStore store, PicieHome home)
{
    /// <summary>Returns the document of runs of one experiment.</summary>
    /// <param name="context">The database.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="runs">The runs, in the order in which they are shown.</param>
    /// <param name="cancel">Cancels the call.</param>
    public async Task<ExperimentDocument> ExperimentAsync(
        PicieContext context, ExperimentName experiment, IReadOnlyList<Run> runs, CancellationToken cancel)
    {
        RunRows rows = await RunRows.ReadAsync(context, [.. runs.Select(run => run.Id)], cancel);
        Guid[] followed = await HomeFollowers.LivingRevisionsAsync(home, context, cancel);
        HashSet<Guid> named = followed.Length == 0 ? [] : (await context.RevisionRuns.Where(row => followed.Contains(row.RevisionId)).Select(row => row.RunId).ToListAsync(cancel)).ToHashSet();
        bool paused = await context.Experiments.AnyAsync(row => row.Id == experiment.Id && row.PausedAt != null, cancel);
        bool nobodyWorks = WorkingProcess.IsMissing(home);
        RunMarks marks = await RunMarks.ReadAsync(context, [.. runs.Select(run => run.Id)], [experiment.Id], cancel);
        RunDocument[] shown =
        [
            .. runs.Select(run => Standing(Of(rows, run), nobodyWorks) with
            {
                Asked = run.CanceledAt is null && run.SupersededById is null && (run.SubmittedAt is not null || named.Contains(run.Id)),
                Paused = paused,
                Tags = marks.TagsOf(run.Id, experiment.Id),
                Notes = marks.NotesOf(run.Id, experiment.Id),
            }),
        ];
        return new ExperimentDocument(experiment, shown, Summaries.Of(runs.Zip(shown)));
    }

    /// <summary>Says of what a killed process left running that it waits.</summary>
    private static RunDocument Standing(RunDocument run, bool nobodyWorks) => !nobodyWorks ? run : run with
    {
        Status = run.Status == RunStatus.Running ? RunStatus.Waiting : run.Status,
        Stages = [.. run.Stages.Select(stage => stage.Status == StageState.Running ? stage with { Status = StageState.Ready } : stage)],
    };

    private RunDocument Of(RunRows rows, Run run)
    {
        WantedStage[] stages = [.. rows.Stages[run.Id]];
        StoredDocuments documents = rows.Documents[run.Id];
        EvaluationResult[] results = [.. Results(rows, stages)];
        StageDocument[] shown = [.. stages.Select(stage => Stage(stage, [.. rows.Attempts[stage.StageId]]))];
        return new RunDocument
        {
            Id = run.Id,
            Name = run.Name,
            Status = run.Status,
            Created = run.CreatedAt,
            Ended = run.EndedAt,
            Seconds = run.EndedAt is null ? null : WorkSeconds(stages.SelectMany(stage => rows.Attempts[stage.StageId])),
            SupersededBy = run.SupersededById,
            ConfigId = run.ConfigId,
            Seeds = new SeedsDocument(run.TrainSeed, run.ClusterSeed),
            Settings = JsonSerializer.Deserialize<JsonElement>(documents.Settings),
            Protocol = JsonSerializer.Deserialize<JsonElement>(documents.Protocol),
            LabelsUsed = LabelUse.None,
            Metrics = results.Where(result => result.Epoch == EvaluationResult.EndOfTraining)
                .ToDictionary(result => result.Split, result => WithMatrices(rows, result), StringComparer.Ordinal),
            Stages = shown,
            Artifacts = Paths(rows, stages),
            Curve = Curve(rows, stages, results),
        };
    }

    private StageDocument Stage(WantedStage stage, IReadOnlyList<Attempt> attempts)
    {
        Attempt? shown = attempts.LastOrDefault(attempt => attempt.Outcome == AttemptOutcome.Succeeded && stage.State == StageState.Done)
            ?? attempts.LastOrDefault();
        return new StageDocument(stage.Kind, stage.Key, stage.State, stage.Reused, attempts.Count, Seconds(shown))
        {
            Split = SplitOf(stage),
            Failure = FailureOf(stage, shown),
            Version = stage.Version,
            Started = shown?.StartedAt,
            Ended = shown?.EndedAt,
            Worker = shown?.Worker,
            Device = shown?.Device,
            Threads = shown?.Threads,
            Program = shown?.Program,
            PeakMemoryBytes = shown?.PeakMemoryBytes,
        };
    }

    /// <summary>Adds up what attempts took, shared and reused ones too, so that runs compare whatever order they were worked on in; null without any.</summary>
    private static double? WorkSeconds(IEnumerable<Attempt> attempts)
    {
        TimeSpan[] times = [.. attempts.Where(attempt => attempt.EndedAt is not null).Select(attempt => attempt.EndedAt!.Value - attempt.StartedAt)];
        return times.Length == 0 ? null : times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time).TotalSeconds;
    }

    private static double? Seconds(Attempt? attempt) =>
        attempt is { EndedAt: { } ended } ? (ended - attempt.StartedAt).TotalSeconds : null;

    private FailureDocument? FailureOf(WantedStage stage, Attempt? attempt) =>
        stage.State == StageState.Failed && attempt is { FailureKind: { } kind }
            ? new FailureDocument(kind, attempt.Sentence ?? "", attempt.Hint, LogOf(attempt), FailureRules.Quarantines(kind))
            : null;

    /// <summary>Reads the split of a stage by name and not by type: a stage that another version wrote must not spoil a document.</summary>
    private static string? SplitOf(WantedStage stage) =>
        stage.PreprocessSettings is { } text && JsonSerializer.Deserialize<JsonElement>(text).TryGetProperty("split", out JsonElement split) ? split.GetString() : null;

    /// <summary>Returns all results, in the order in which the spec names the splits: the first one is the headline.</summary>
    private static IEnumerable<EvaluationResult> Results(RunRows rows, IEnumerable<WantedStage> stages) => stages
        .Where(stage => stage is { Kind: StageKind.Evaluate, ArtifactId: not null })
        .SelectMany(stage => rows.Results[stage.ArtifactId!.Value])
        .OrderBy(result => result.Position);

    private static SplitMetrics Metrics(EvaluationResult result) =>
        JsonSerializer.Deserialize<SplitMetrics>(result.Figures, DocumentJson.Options)!;

    private static SplitMetrics WithMatrices(RunRows rows, EvaluationResult result)
    {
        SplitMetrics metrics = Metrics(result);
        MatchingRule rule = RunProtocol.Read(result.Protocol).Matching;
        return metrics with
        {
            Repeats = [.. metrics.Repeats.Zip(rows.Confusions[result.Id], (repeat, confusion) => WithMatrix(repeat, confusion, rule))],
        };
    }

    private static RepeatMetrics WithMatrix(RepeatMetrics repeat, Confusion confusion, MatchingRule rule)
    {
        long[][] rows = CompactCounts.Read(confusion.Counts, confusion.Classes, confusion.Clusters);
        return repeat with { Matrix = rows, ClassOfCluster = ClusterMatching.Of(ConfusionMatrix.FromRows(rows), rule).ClassOfCluster };
    }

    private static IReadOnlyList<CurvePoint> Curve(RunRows rows, IEnumerable<WantedStage> stages, EvaluationResult[] results)
    {
        WantedStage? train = stages.FirstOrDefault(stage => stage.Kind == StageKind.Train);
        IReadOnlyList<CurvePoint> curve = train switch
        {
            null => [],
            { ArtifactId: { } artifact } => rows.Artifacts[artifact].Output is { } output ? RunCurve.OfResult(output) : [],
            _ => RunCurve.OfPoints(rows.Points[train.StageId]),
        };
        ILookup<int, EvaluationResult> kept = results.ToLookup(result => result.Epoch);
        return [.. curve.Select(point => kept.Contains(point.Epoch)
            ? point with { Metrics = kept[point.Epoch].ToDictionary(result => result.Split, Metrics, StringComparer.Ordinal) }
            : point)];
    }

    /// <summary>Returns the folders of the stages that give the result, and the files in them that people look for.</summary>
    private SortedDictionary<string, string> Paths(RunRows rows, IEnumerable<WantedStage> stages)
    {
        SortedDictionary<string, string> paths = new(StringComparer.Ordinal);
        foreach (WantedStage stage in stages.Where(stage => stage.Kind != StageKind.Preprocess && stage.ArtifactId is not null))
        {
            Artifact artifact = rows.Artifacts[stage.ArtifactId!.Value];
            ArtifactAddress address = ArtifactAddress.Of(artifact);
            paths[stage.Kind.Word()] = store.PathOf(address);
            HashSet<string> names = [.. rows.TopNames[artifact.Id]];
            if (stage.Kind == StageKind.Train && names.Contains(ArtifactFiles.Weights))
            {
                paths[ArtifactNames.Weights] = store.PathOf(address, ArtifactFiles.Weights);
            }

            foreach (string folder in new[] { ArtifactNames.Predictions, ArtifactNames.Overlays }.Where(names.Contains))
            {
                paths[folder] = store.PathOf(address, folder);
            }
        }

        return paths;
    }

    /// <summary>Returns where the log of an attempt is. A worker of a team keeps it in its own home, perhaps on another machine.</summary>
    private string? LogOf(Attempt attempt) => attempt.Log switch
    {
        null => null,
        { } log when home.Server is null => Path.Combine(home.LogsFolder, log),
        { } log => $"{Path.Combine("logs", log)} in the home of the worker {attempt.Worker}",
    };
}
