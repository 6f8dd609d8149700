using System.Security.Cryptography;
using System.Text;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Metrics;
using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Specs;

namespace PiCIE.Pipeline.Tests;

/// <summary>Plans of a small experiment: one preprocess for all seeds, and train, cluster, evaluate for each.</summary>
internal static class TestPlans
{
    public static SegmentationTask Task { get; } = new()
    {
        Name = "fields",
        Classes = ClassTable.BuiltIn("potsdam-3"),
        Layout = TaskLayout.Folders,
        Splits = new Dictionary<string, TaskSplit> { ["val"] = new("val", "valannot") },
    };

    /// <summary>Photographs at once that the plans ask of evaluate.</summary>
    public const int EvaluateBatch = 7;

    public static PlannedExperiment Of(TestHome home, string name, string text, params long[] seeds) =>
        OfPhotographs("all", home, name, text, seeds);

    /// <summary>The plan over a data set of its own: other photographs are another preprocess stage, in another queue.</summary>
    public static PlannedExperiment OfPhotographs(string photographs, TestHome home, string name, string text, params long[] seeds)
    {
        RunSettings open = new() { Task = "fields", Data = "./fields", Train = new TrainSettings { Training = new PicieTraining { K = 3 } } };
        RunSettings settings = open with { Cluster = open.Cluster with { K = 3 } };
        Dictionary<string, PlannedStage> stages = [];
        PlannedRun[] runs = [.. seeds.Select(seed => Run(stages, settings, photographs, seed))];
        return new PlannedExperiment
        {
            Spec = new ExperimentSpec
            {
                Name = name,
                Variants = [new SpecVariant { Settings = settings, Seeds = seeds, Places = new Dictionary<string, TextPlace>() }],
                Text = text,
            },
            Task = Task,
            Subject = new ExperimentSubject("camvid-11", home.Root),
            Plan = new Plan(runs, [.. stages.Values.OrderBy(stage => stage.Kind)]),
            DataFolder = home.Root,
            DataSet = home.DataSet(photographs),
        };
    }

    private static PlannedRun Run(Dictionary<string, PlannedStage> stages, RunSettings settings, string photographs, long seed)
    {
        string preprocess = Add(stages, StageKind.Preprocess, photographs, new PlannedInput { Role = "data" });
        string train = Add(stages, StageKind.Train, $"{seed}", From("basePack", preprocess, "base.pack"));
        string cluster = Add(
            stages, StageKind.Cluster, $"{seed}", From("weights", train, "weights.safetensors"), From("evaluationPack", preprocess, "evaluation.pack"));
        string evaluate = Add(
            stages, StageKind.Evaluate, $"{seed}",
            From("weights", train, "weights.safetensors"), From("cluster", cluster, null), From("labelPack:val", preprocess, "labels.pack"));
        return new PlannedRun
        {
            Name = $"seed-{seed}",
            Settings = settings,
            ConfigId = "config",
            TrainSeed = seed,
            ClusterSeed = seed,
            StageKeys = new Dictionary<StageKind, IReadOnlyList<string>>
            {
                [StageKind.Preprocess] = [preprocess],
                [StageKind.Train] = [train],
                [StageKind.Cluster] = [cluster],
                [StageKind.Evaluate] = [evaluate],
            },
        };
    }

    private static string Add(Dictionary<string, PlannedStage> stages, StageKind kind, string what, params PlannedInput[] inputs)
    {
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {what}")));
        stages.TryAdd(key, new PlannedStage
        {
            Kind = kind,
            Key = key,
            Version = StageVersions.Of(kind),
            Settings = kind switch
            {
                StageKind.Evaluate => StageJson.ToElement(Evaluation),
                StageKind.Preprocess => StageJson.ToElement(new { split = what }),
                _ => StageJson.ToElement(new { seed = what }),
            },
            Inputs = inputs,
            Title = $"{kind} {what}",
            Device = "auto",
            Extent = new StageExtent($"{kind} of tests", 100, 10),
            BatchSize = kind == StageKind.Evaluate ? EvaluateBatch : null,
        });
        return key;
    }

    private static PlannedInput From(string role, string key, string? file) => new() { Role = role, StageKey = key, File = file };

    private static EvaluateStageSettings Evaluation { get; } = new()
    {
        Task = Task,
        Backbone = new BackboneSettings("resnet18", 1, 128),
        Splits = ["val"],
        Matching = MatchingRule.Hungarian,
        Average = AveragingRule.MeanOverDefined,
        EvalScore = EvalScore.InnerProduct,
        Centroids = CentroidSource.Fresh,
    };
}
