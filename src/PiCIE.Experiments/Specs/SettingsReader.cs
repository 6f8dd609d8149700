using System.Diagnostics;
using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Specs;

/// <summary>Reads the settings of the runs, key for key as in the table of spec.md 2.</summary>
internal static class SettingsReader
{
    private const int LongestPath = 1000;
    private const int LargestSide = 4096;
    private const int SmallestSide = 32;
    private const string Widths = "0.125, 0.25, 0.5, 1";

    private static readonly string[] LaterMethods = ["picie-h", "mdc", "iic", "iic-fpn", "supervised", "linear-probe"];

    private static readonly Dictionary<string, Preset> PresetAliases = new() { ["as-published"] = Preset.Released202112 };

    /// <summary>Reads the settings that all runs share; where something is wrong, the default stands in.</summary>
    /// <param name="top">The top of the spec.</param>
    public static RunSettings Read(MapReader top)
    {
        string task = top.Text("task", LongestPath, needed: true) ?? string.Empty;
        string data = top.Text("data", LongestPath, needed: true) ?? string.Empty;
        Method method = ReadMethod(top);
        Preset preset = top.Word("preset", PresetAliases) ?? Preset.Released202112;
        MapReader trainMap = top.Map("train");
        PicieTraining picie = PicieTrainingReader.Read(trainMap);
        return new RunSettings
        {
            Task = task,
            Data = data,
            Preset = preset,
            Switches = SwitchesReader.Read(top.Map("switches"), preset),
            Backbone = ReadBackbone(top.Map("backbone")),
            Preprocess = ReadPreprocess(top.Map("preprocess")),
            Train = ReadTrain(trainMap, method, picie),
            Cluster = ReadCluster(top.Map("cluster"), picie.Kmeans),
            Evaluate = ReadEvaluate(top.Map("evaluate")),
        };
    }

    private static Method ReadMethod(MapReader top)
    {
        Method? method = top.Word<Method>("method", later: LaterMethods);
        if (top.Take("method") is null)
        {
            top.Missing("method", "picie or frozen");
        }

        return method ?? Method.Picie;
    }

    private static BackboneChoice ReadBackbone(MapReader map)
    {
        string name = map.Word("name", BackboneChoice.Names) ?? "resnet18";
        BackboneChoice choice = new()
        {
            Name = name,
            Width = ReadWidth(map),
            Weights = map.Text("weights", LongestPath) ?? "imagenet",
            FeatureWidth = map.Whole("featureWidth", 1, 1024) ?? BackboneChoice.DefaultFeatureWidth(name),
        };
        map.Finish();
        return choice;
    }

    private static double ReadWidth(MapReader map)
    {
        map.Take("width", $"one of {Widths}");
        double? width = map.Number("width", NumberRange.Positive);
        if (width is { } given && !BackboneChoice.Widths.Contains(given))
        {
            TextNode node = map.Take("width")!;
            map.Report("width", node.Place, $"{map.Path("width")} is {node.Spoken}, allowed are {Widths}", null);
            return 1;
        }

        return width ?? 1;
    }

    private static PreprocessSettings ReadPreprocess(MapReader map)
    {
        PreprocessSettings defaults = new();
        PreprocessSettings settings = new()
        {
            BaseResolution = map.Whole("baseResolution", SmallestSide, LargestSide) ?? defaults.BaseResolution,
            Resolution = map.Whole("resolution", SmallestSide, LargestSide) ?? defaults.Resolution,
            Packing = map.Word<Packing>("packing") ?? defaults.Packing,
            Threads = map.Whole("threads", 1, SpecBounds.Threads),
        };
        map.Finish();
        return settings;
    }

    /// <summary>
    /// Reads the part of <c>train</c> that the method has. The keys of every method are read whatever the method: a control is the same
    /// spec with another method, and a wrong value in it is wrong all the same.
    /// </summary>
    private static TrainSettings ReadTrain(MapReader map, Method method, PicieTraining picie)
    {
        TrainSettings settings = new()
        {
            Seed = map.Long("seed", 1, long.MaxValue) ?? 1,
            Start = ReadStart(map),
            Training = method switch
            {
                Method.Picie => picie,
                Method.Frozen => new FrozenTraining(),
                _ => throw new UnreachableException($"no training for method {method}"),
            },
            Threads = map.Whole("threads", 1, SpecBounds.Threads),
            Device = ReadDevice(map),
        };
        map.Finish();
        return settings;
    }

    private static TrainStart ReadStart(MapReader map)
    {
        if (map.Take("start") is TextMap { Entries: [{ Key: "run" or "weights" } entry] } other)
        {
            map.Report("start", other.Place, $"this version does not have train.start with {entry.Key}", "name the file under backbone.weights");
            return TrainStart.Weights;
        }

        return map.Word<TrainStart>("start") ?? TrainStart.Weights;
    }

    private static ClusterSettings ReadCluster(MapReader map, KMeansSettings ofTraining)
    {
        ClusterSettings defaults = new();
        ClusterSettings settings = new()
        {
            Seed = map.Long("seed", 1, long.MaxValue),
            Split = map.Text("split", LongestPath) ?? defaults.Split,
            K = map.Whole("k", 2, SpecBounds.Clusters),
            Repeats = map.Whole("repeats", 1, SpecBounds.Repeats) ?? defaults.Repeats,
            Kmeans = PicieTrainingReader.ReadKMeans(map.Map("kmeans"), ofTraining),
            Threads = map.Whole("threads", 1, SpecBounds.Threads),
            Device = ReadDevice(map),
        };
        map.Finish();
        return settings;
    }

    private static EvaluateSettings ReadEvaluate(MapReader map)
    {
        EvaluateSettings defaults = new();
        EvaluateSettings settings = new()
        {
            Splits = map.Texts("splits", LongestPath) ?? defaults.Splits,
            Centroids = map.Word<CentroidSource>("centroids") ?? defaults.Centroids,
            Matching = map.Word<MatchingRule>("matching", later: ["image-level"]),
            Epochs = PicieTrainingReader.Epochs(map, "epochs"),
            BatchSize = map.Whole("batchSize", 1, SpecBounds.BatchSize),
            Threads = map.Whole("threads", 1, SpecBounds.Threads),
            Device = ReadDevice(map),
        };
        map.Finish();
        return settings;
    }

    private static string ReadDevice(MapReader map)
    {
        map.Take("device", "one of auto, cpu, cuda, cuda:N");
        string? device = map.Text("device", LongestPath);
        if (device is null or "auto" or "cpu" or "cuda")
        {
            return device ?? "auto";
        }

        bool numbered = device.StartsWith("cuda:", StringComparison.Ordinal)
            && device.Length is > 5 and <= 8
            && device[5..].All(char.IsAsciiDigit);
        if (!numbered)
        {
            map.Report("device", map.Take("device")!.Place, $"{map.Path("device")} is {UnseenCharacters.Spelled(device)}, allowed are auto, cpu, cuda, cuda:N", null);
            return "auto";
        }

        return device;
    }
}
