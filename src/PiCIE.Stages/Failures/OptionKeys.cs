using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Stages;
using PiCIE.Segmentation;

namespace PiCIE.Stages.Failures;

/// <summary>Translates the library's names of options into the keys of a spec that set them, for the sentence that a person reads.</summary>
internal static class OptionKeys
{
    private static readonly Dictionary<string, string> OfTraining = new()
    {
        ["Seed"] = "train.seed",
        ["Clusters"] = "train.k",
        ["Epochs"] = "train.epochs",
        ["BatchSize"] = "train.batchSize",
        ["KMeans.BatchSize"] = "train.kmeans.batchSize",
        ["KMeans.InitialBatches"] = "train.kmeans.initialBatches",
        ["KMeans.GroupBatches"] = "train.kmeans.groupBatches",
        ["KMeans.Iterations"] = "train.kmeans.iterations",
        ["KMeans.InitialRows"] = "switches.kmeansInitRows",
        ["Views.Resolution"] = "preprocess.resolution",
        ["Loss.Within"] = "train.loss.within",
        ["Optimizer.LearningRate"] = "train.learningRate",
    };

    private static readonly Dictionary<string, string> OfClustering = new() { ["KMeans.BatchSize"] = "cluster.kmeans.batchSize" };

    private static readonly Dictionary<string, string> OfEvaluation = new() { ["BatchSize"] = "evaluate.batchSize" };

    private static readonly Dictionary<string, string> OfOthers = [];

    /// <summary>Returns the sentence of the exception with the key in place of the option; unchanged where no key sets the option.</summary>
    /// <param name="unfit">The exception.</param>
    /// <param name="kind">Kind of the order that was carried out.</param>
    public static string Sentence(UnfitSettingException unfit, string kind) =>
        unfit.Option is { } option && KeysOf(kind).TryGetValue(option, out string? key)
            ? unfit.Message.Replace(option, key, StringComparison.Ordinal)
            : unfit.Message;

    private static Dictionary<string, string> KeysOf(string kind) => EnumWords.Find<StageKind>(kind) switch
    {
        StageKind.Train => OfTraining,
        StageKind.Cluster => OfClustering,
        StageKind.Evaluate => OfEvaluation,
        _ => OfOthers,
    };
}
