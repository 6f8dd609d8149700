using System.Text.Json.Nodes;
using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Under what rules the figures of a run stand: the task and the settings of the evaluation. Only equal protocols compare.</summary>
internal static class RunProtocol
{
    /// <summary>The protocol as JSON.</summary>
    public static string Of(SegmentationTask task, RunSettings settings)
    {
        bool fresh = settings.Evaluate.Centroids == CentroidSource.Fresh;
        JsonObject protocol = new()
        {
            ["task"] = task.Name,
            ["fingerprint"] = task.Fingerprint(),
            ["matching"] = Word(settings.Evaluate.Matching ?? task.Evaluate.Matching),
            ["average"] = Word(task.Evaluate.Average),
            ["splits"] = Word(settings.Evaluate.Splits),
            ["resolution"] = settings.Preprocess.Resolution,
            ["k"] = fresh ? settings.Cluster.K : settings.Train.K,
            ["centroids"] = Word(settings.Evaluate.Centroids),
            ["evalScore"] = Word(settings.Switches.EvalScore),
            ["packing"] = Word(settings.Preprocess.Packing),
        };
        return protocol.ToJsonString(StageJson.Options);
    }

    private static JsonNode? Word<T>(T value) => JsonNode.Parse(StageJson.ToElement(value).GetRawText());
}
