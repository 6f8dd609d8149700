using System.Text.Json;
using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Metrics;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;

namespace PiCIE.Stages.Tests.Runs;

/// <summary>Settings and orders of stages on the tiny packs, with a network of an eighth of the width.</summary>
internal static class TinyOrders
{
    public const int Clusters = 4;

    public static BackboneSettings Backbone { get; } = new("resnet18", 0.125, 16);

    public static KMeansSettings KMeans { get; } = new() { BatchSize = 4, InitialBatches = 1, Iterations = 3 };

    public static PicieSettings Picie { get; } = new()
    {
        Resolution = TinyPacks.Side,
        K = Clusters,
        Training = new PicieTraining { Epochs = 2, BatchSize = 4, LearningRate = 1e-3, Kmeans = KMeans, KeepEpochs = [0] },
        Switches = TrainSwitches.Of(RunSwitches.Of(Preset.Released202112)),
    };

    public static TrainStageSettings Train { get; } = new() { Seed = 3, Backbone = Backbone, Start = TrainStart.Random, Method = Picie };

    public static TrainStageSettings Frozen { get; } = Train with { Method = new FrozenSettings() };

    public static TrainStageSettings TrainWith(Func<PicieTraining, PicieTraining> change) =>
        Train with { Method = Picie with { Training = change(Picie.Training) } };

    public static ClusterStageSettings Cluster { get; } = new()
    {
        Backbone = Backbone,
        Seed = 3,
        K = Clusters,
        Repeats = 2,
        Kmeans = KMeans,
        Switches = ClusterSwitches.Of(RunSwitches.Of(Preset.Released202112)),
    };

    public static EvaluateStageSettings Evaluate { get; } = new()
    {
        Task = TinyPacks.Task,
        Backbone = Backbone,
        Splits = ["val"],
        Matching = MatchingRule.Hungarian,
        Average = AveragingRule.MeanOverDefined,
        EvalScore = EvalScore.InnerProduct,
        Centroids = CentroidSource.Fresh,
    };

    public static StageOrder Of<T>(string kind, T settings, string scratch, params (string Role, string Path)[] inputs) => new()
    {
        Kind = kind,
        Settings = StageJson.ToElement(settings),
        Inputs = inputs.ToDictionary(input => input.Role, input => input.Path),
        Scratch = scratch,
        Threads = 2,
    };

    public static string Line(StageOrder order) => JsonSerializer.Serialize(order, StageJson.Options);
}
