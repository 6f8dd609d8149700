using System.Text.Json;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Results;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Runs;

/// <summary>Makes documents of rows.</summary>
internal sealed class RunDocuments(IArtifactStore store, PicieHome home)
{
    /// <summary>The document of one run.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="run">The run.</param>
    /// <param name="named">Whether the document names its experiment.</param>
    public RunDocument Of(RunRows rows, Run run, bool named)
    {
        WantedStage[] stages = [.. rows.Stages[run.Id]];
        Experiment experiment = rows.Experiments[run.ExperimentId];
        JsonElement settings = JsonSerializer.Deserialize<JsonElement>(run.Settings);
        EvaluationResult[] results = [.. Results(rows, stages, SplitsOf(settings))];
        return new RunDocument
        {
            Id = run.Id,
            Name = run.Name,
            Experiment = named ? new ExperimentName(experiment.Id, experiment.Name) : null,
            Status = run.Status.Word(),
            ConfigId = run.ConfigId,
            Seeds = new SeedsDocument(run.TrainSeed, run.ClusterSeed),
            Settings = settings,
            Protocol = JsonSerializer.Deserialize<JsonElement>(run.Protocol),
            LabelsUsed = "none",
            Metrics = Metrics(results, epoch: null) ?? [],
            Stages = [.. stages.Select(stage => Stage(stage, [.. rows.Attempts[stage.StageId]]))],
            Artifacts = Paths(rows, stages),
            Curve = Curve(rows, stages, results),
        };
    }

    private StageDocument Stage(WantedStage stage, IReadOnlyList<Attempt> attempts)
    {
        Attempt? shown = attempts.LastOrDefault(attempt => attempt.Outcome == AttemptOutcome.Succeeded && stage.State == StageState.Done)
            ?? attempts.LastOrDefault();
        double? seconds = shown is { EndedAt: { } ended } ? (ended - shown.StartedAt).TotalSeconds : null;
        FailureDocument? failure = stage.State == StageState.Failed && shown is { FailureKind: { } kind }
            ? new FailureDocument(kind.Word(), shown.Sentence ?? "", shown.Hint, shown.Log is { } log ? Path.Combine(home.LogsFolder, log) : null)
            : null;
        return new StageDocument(
            stage.Kind.Word(), stage.Key, stage.State.Word(), stage.Reused, attempts.Count, seconds, SplitOf(stage), failure);
    }

    /// <summary>Read by name and not by type: a stage that another version wrote must not spoil a list.</summary>
    private static string? SplitOf(WantedStage stage) =>
        stage.PreprocessSettings is { } text && JsonSerializer.Deserialize<JsonElement>(text).TryGetProperty("split", out JsonElement split) ? split.GetString() : null;

    /// <summary>All results, in the order in which the spec names the splits: the first one is the headline.</summary>
    private static IEnumerable<EvaluationResult> Results(RunRows rows, IEnumerable<WantedStage> stages, List<string> order) => stages
        .Where(stage => stage is { Kind: StageKind.Evaluate, ArtifactId: not null })
        .SelectMany(stage => rows.Results[stage.ArtifactId!.Value])
        .OrderBy(result => order.IndexOf(result.Split));

    /// <summary>Figures by split of one epoch (null: the end of the training); null where there are none.</summary>
    private static Dictionary<string, SplitMetrics>? Metrics(IEnumerable<EvaluationResult> results, int? epoch)
    {
        Dictionary<string, SplitMetrics> metrics = results.Where(result => result.Epoch == (epoch ?? EvaluationResult.EndOfTraining)).ToDictionary(
            result => result.Split, result => JsonSerializer.Deserialize<SplitMetrics>(result.Figures, DocumentJson.Options)!, StringComparer.Ordinal);
        return metrics.Count > 0 ? metrics : null;
    }

    private static List<string> SplitsOf(JsonElement settings) =>
        settings.TryGetProperty("evaluate", out JsonElement evaluate) && evaluate.TryGetProperty("splits", out JsonElement splits)
            ? [.. splits.EnumerateArray().Select(split => split.GetString()!)]
            : [];

    private static IReadOnlyList<CurvePoint> Curve(RunRows rows, IEnumerable<WantedStage> stages, EvaluationResult[] results)
    {
        string? output = stages.Where(stage => stage is { Kind: StageKind.Train, ArtifactId: not null })
            .Select(stage => rows.Artifacts[stage.ArtifactId!.Value].Output).FirstOrDefault();
        return output is null
            ? []
            : [.. JsonSerializer.Deserialize<TrainStageOutput>(output, StageJson.Stored)!.Curve.Select(point => new CurvePoint(
                point.Epoch, point.Loss, point.Within, point.Cross, point.KmeansLoss1, point.KmeansLoss2, point.Seconds,
                Metrics(results, point.Epoch)))];
    }

    /// <summary>Folders of the stages that give the result, and what people look for in them.</summary>
    private SortedDictionary<string, string> Paths(RunRows rows, IEnumerable<WantedStage> stages)
    {
        SortedDictionary<string, string> paths = new(StringComparer.Ordinal);
        foreach (WantedStage stage in stages.Where(stage => stage.Kind != StageKind.Preprocess && stage.ArtifactId is not null))
        {
            Artifact artifact = rows.Artifacts[stage.ArtifactId!.Value];
            ArtifactAddress address = ArtifactAddress.Of(artifact);
            paths[stage.Kind.Word()] = store.PathOf(address);
            HashSet<string> names = [.. rows.TopNames[artifact.Id]];
            if (stage.Kind == StageKind.Train && names.Contains("weights.safetensors"))
            {
                paths[ArtifactNames.Weights] = store.PathOf(address, "weights.safetensors");
            }

            foreach (string folder in new[] { ArtifactNames.Predictions, ArtifactNames.Overlays }.Where(names.Contains))
            {
                paths[folder] = store.PathOf(address, folder);
            }
        }

        return paths;
    }
}
