using System.Text.Json;
using PiCIE.Evaluation.Protocols;
using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;

namespace PiCIE.Pipeline.Figures;

/// <summary>Makes the protocol of the figures of a run from its task and the settings of its evaluation.</summary>
internal static class RunProtocol
{
    /// <summary>Returns the protocol of a run.</summary>
    /// <param name="task">Its task.</param>
    /// <param name="settings">Its settings, fitted to the task.</param>
    public static EvaluationProtocol Of(SegmentationTask task, RunSettings settings) => new()
    {
        Task = task.Name,
        Fingerprint = task.Fingerprint(),
        Matching = settings.Evaluate.Matching ?? task.Evaluate.Matching,
        Average = task.Evaluate.Average,
        Splits = settings.Evaluate.Splits,
        Resolution = settings.Preprocess.Resolution,
        K = (settings.Evaluate.Centroids == CentroidSource.Fresh ? settings.Cluster.K : settings.TrainedClusters)
            ?? throw new ArgumentException("The settings are not fitted to a task: the number of clusters is open.", nameof(settings)),
        Centroids = settings.Evaluate.Centroids.Word(),
        EvalScore = settings.Switches.EvalScore.Word(),
        Packing = settings.Preprocess.Packing.Word(),
    };

    /// <summary>Returns the text of a protocol as it is stored.</summary>
    /// <param name="protocol">The protocol.</param>
    public static string Write(EvaluationProtocol protocol) => JsonSerializer.Serialize(protocol, StageJson.Options);

    /// <summary>Reads a stored protocol.</summary>
    /// <param name="text">The stored text.</param>
    public static EvaluationProtocol Read(string text) => JsonSerializer.Deserialize<EvaluationProtocol>(text, StageJson.Stored)!;
}
