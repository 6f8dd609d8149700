using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Keys;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;

namespace PiCIE.Experiments.Tests;

/// <summary>A spec, a task and data to plan with.</summary>
internal static class Samples
{
    public const string Source = "camvid-picie.yaml";

    /// <summary>The spec of DESIGN section 5 without its sweep.</summary>
    public const string CamVid = """
        name: camvid-picie
        task: camvid-11                      # a built-in task
        data: camvid
        method: picie
        backbone: { name: resnet18, weights: resnet18-tin200-c0748454.pth }
        preprocess: { baseResolution: 256, resolution: 128 }
        train:   { epochs: 4, batchSize: 16, learningRate: 5e-4, k: 11, kmeans: { batchSize: 32, initialBatches: 6, groupBatches: 1, iterations: 20 } }
        cluster: { k: 11, repeats: 3 }
        evaluate: { splits: [val, test], matching: hungarian }
        seeds: [1, 2, 3]
        """;

    /// <summary>The spec of DESIGN section 5: 12 runs.</summary>
    public const string Swept = $$"""
        {{CamVid}}
        sweep:
          grid: { train.learningRate: [3e-4, 5e-4], cluster.k: [11, 22] }     # 12 runs
        """;

    public const string Least = """
        task: camvid-11
        data: camvid
        method: picie
        """;

    public static ExperimentSpec Read(string text, params string[] overrides) => SpecReader.Read(text, Source, overrides);

    public static IReadOnlyList<TextProblem> ProblemsOf(string text, params string[] overrides) =>
        Should.Throw<InvalidTextException>(() => Read(text, overrides)).Problems;

    public static TextProblem ProblemOf(string text, params string[] overrides) => ProblemsOf(text, overrides).ShouldHaveSingleItem();

    public static SegmentationTask Task { get; } = new()
    {
        Name = "camvid-11",
        Classes = ClassTable.BuiltIn("camvid-11"),
        Layout = TaskLayout.Folders,
        Splits = new Dictionary<string, TaskSplit>
        {
            ["train"] = new("train", "trainannot", "train.txt"),
            ["val"] = new("val", "valannot", "val.txt"),
            ["test"] = new("test", "testannot", "test.txt"),
        },
    };

    public static SegmentationTask Unlabelled { get; } = Task with
    {
        Name = "folder",
        Classes = null,
        Layout = TaskLayout.Folder,
        Splits = new Dictionary<string, TaskSplit> { ["train"] = new("."), ["val"] = new(".") },
    };

    /// <summary>Facts of data, and one content of the start weights whatever file a sample names.</summary>
    public static PlanFacts Facts(string weights = "weights-file") =>
        new(Splits, new[] { "imagenet", "resnet18-tin200-c0748454.pth", "./copy.pth" }.ToDictionary(name => new StartFile("resnet18", name), _ => weights));

    /// <summary>Facts in which every file that the spec names has a content of its own.</summary>
    public static PlanFacts FactsFor(ExperimentSpec spec) => new(Splits, Planner.StartFiles(spec).ToDictionary(file => file, file => file.Weights));

    private static Dictionary<string, SplitFacts> Splits => new()
    {
        ["train"] = new("photographs-train", "labels-train", 367),
        ["val"] = new("photographs-val", "labels-val", 101),
        ["test"] = new("photographs-test", "labels-test", 233),
    };

    public static Plan Plan(string text, params string[] overrides) => Plan(Read(text, overrides));

    public static Plan Plan(ExperimentSpec spec) => Planner.Plan(spec, Task, FactsFor(spec));

    public static PlanFacts With(this PlanFacts facts, string split, Func<SplitFacts, SplitFacts> change) => facts with
    {
        Splits = facts.Splits.ToDictionary(pair => pair.Key, pair => pair.Key == split ? change(pair.Value) : pair.Value),
    };
}
