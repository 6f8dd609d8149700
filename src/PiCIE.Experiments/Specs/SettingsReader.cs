using PiCIE.Evaluation.Matching;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Text;

namespace PiCIE.Experiments.Specs;

/// <summary>Reads the settings of the runs, key for key as in the table of spec.md 2.</summary>
internal static class SettingsReader
{
    private const int LongestPath = 1000;
    private const int MostClusters = 10_000;
    private const int LargestSide = 4096;
    private const int SmallestSide = 32;

    private static readonly string[] LaterMethods = ["picie-h", "mdc", "iic", "iic-fpn", "supervised", "linear-probe"];

    private static readonly Dictionary<string, Preset> PresetAliases = new() { ["as-published"] = Preset.Released202112 };

    /// <summary>The settings; where something is wrong, the default stands in.</summary>
    /// <param name="top">The top of the spec.</param>
    public static RunSettings Read(MapReader top)
    {
        string task = top.Text("task", LongestPath, needed: true) ?? string.Empty;
        string data = top.Text("data", LongestPath, needed: true) ?? string.Empty;
        Method method = ReadMethod(top);
        Preset preset = top.Word("preset", PresetAliases) ?? Preset.Released202112;
        TrainSettings train = ReadTrain(top.Map("train"));
        return new RunSettings
        {
            Task = task,
            Data = data,
            Method = method,
            Preset = preset,
            Switches = SwitchesReader.Read(top.Map("switches"), preset),
            Backbone = ReadBackbone(top.Map("backbone")),
            Preprocess = ReadPreprocess(top.Map("preprocess")),
            Train = train,
            Cluster = ReadCluster(top.Map("cluster"), train.Kmeans),
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
        double? width = map.Number("width", NumberRange.Positive);
        if (width is { } given && !BackboneChoice.Widths.Contains(given))
        {
            TextNode node = map.Take("width")!;
            map.Report("width", node.Place, $"{map.Path("width")} is {node.Spoken}, allowed are 0.125, 0.25, 0.5, 1", null);
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
            Threads = map.Whole("threads", 1),
        };
        map.Finish();
        return settings;
    }

    private static TrainSettings ReadTrain(MapReader map)
    {
        TrainSettings defaults = new();
        TrainSettings settings = new()
        {
            Seed = map.Long("seed", 1, long.MaxValue) ?? defaults.Seed,
            Epochs = map.Whole("epochs", 1) ?? defaults.Epochs,
            BatchSize = map.Whole("batchSize", 1) ?? defaults.BatchSize,
            LearningRate = map.Number("learningRate", NumberRange.Positive) ?? defaults.LearningRate,
            WeightDecay = map.Number("weightDecay", NumberRange.NotNegative) ?? defaults.WeightDecay,
            Momentum = map.Number("momentum", new NumberRange(0, 1, BelowMost: true)) ?? defaults.Momentum,
            Optimizer = map.Word<OptimizerKind>("optimizer") ?? defaults.Optimizer,
            K = map.Whole("k", 2, MostClusters),
            Kmeans = ReadKMeans(map.Map("kmeans"), defaults.Kmeans),
            Photometric = ReadPhotometric(map.Map("photometric")),
            Geometric = ReadGeometric(map.Map("geometric")),
            Loss = ReadLoss(map.Map("loss")),
            Labels = map.Word<PseudoLabelMode>("labels") ?? defaults.Labels,
            Start = ReadStart(map),
            KeepEpochs = Epochs(map, "keepEpochs"),
            Threads = map.Whole("threads", 1),
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

    private static KMeansSettings ReadKMeans(MapReader map, KMeansSettings defaults)
    {
        KMeansSettings settings = new()
        {
            BatchSize = map.Whole("batchSize", 1) ?? defaults.BatchSize,
            InitialBatches = map.Whole("initialBatches", 1) ?? defaults.InitialBatches,
            GroupBatches = map.Whole("groupBatches", 1) ?? defaults.GroupBatches,
            Iterations = map.Whole("iterations", 1) ?? defaults.Iterations,
        };
        map.Finish();
        return settings;
    }

    private static PhotometricSettings ReadPhotometric(MapReader map)
    {
        PhotometricSettings defaults = new();
        PhotometricSettings settings = new()
        {
            Brightness = map.Number("brightness", NumberRange.Share) ?? defaults.Brightness,
            Contrast = map.Number("contrast", NumberRange.Share) ?? defaults.Contrast,
            Saturation = map.Number("saturation", NumberRange.Share) ?? defaults.Saturation,
            Hue = map.Number("hue", new NumberRange(0, 0.5)) ?? defaults.Hue,
            Probability = map.Number("probability", NumberRange.Share) ?? defaults.Probability,
            BlurProbability = map.Number("blurProbability", NumberRange.Share) ?? defaults.BlurProbability,
        };
        map.Finish();
        return settings;
    }

    private static GeometricSettings ReadGeometric(MapReader map)
    {
        GeometricSettings defaults = new();
        GeometricSettings settings = new()
        {
            MinScale = map.Number("minScale", new NumberRange(0, 1, AboveLeast: true)) ?? defaults.MinScale,
            HorizontalFlip = map.Flag("horizontalFlip") ?? defaults.HorizontalFlip,
            VerticalFlip = map.Flag("verticalFlip") ?? defaults.VerticalFlip,
            Crop = map.Flag("crop") ?? defaults.Crop,
        };
        map.Finish();
        return settings;
    }

    private static LossSettings ReadLoss(MapReader map)
    {
        LossSettings defaults = new();
        LossSettings settings = new()
        {
            Within = map.Flag("within") ?? defaults.Within,
            Cross = map.Flag("cross") ?? defaults.Cross,
            Mse = map.Flag("mse") ?? defaults.Mse,
            Balance = map.Flag("balance") ?? defaults.Balance,
        };
        map.Finish();
        return settings;
    }

    private static ClusterSettings ReadCluster(MapReader map, KMeansSettings ofTraining)
    {
        ClusterSettings defaults = new();
        ClusterSettings settings = new()
        {
            Seed = map.Long("seed", 1, long.MaxValue),
            Split = map.Text("split", LongestPath) ?? defaults.Split,
            K = map.Whole("k", 2, MostClusters),
            Repeats = map.Whole("repeats", 1) ?? defaults.Repeats,
            Kmeans = ReadKMeans(map.Map("kmeans"), ofTraining),
            Threads = map.Whole("threads", 1),
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
            Epochs = Epochs(map, "epochs"),
            BatchSize = map.Whole("batchSize", 1),
            Threads = map.Whole("threads", 1),
            Device = ReadDevice(map),
        };
        map.Finish();
        return settings;
    }

    /// <summary>A list of epochs; their order says nothing, so it enters no key.</summary>
    private static IReadOnlyList<int> Epochs(MapReader map, string key) =>
        [.. (map.Longs(key, 0, int.MaxValue) ?? []).Select(epoch => (int)epoch).Order()];

    private static string ReadDevice(MapReader map)
    {
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
            map.Report("device", map.Take("device")!.Place, $"{map.Path("device")} is {device}, allowed are auto, cpu, cuda, cuda:N", null);
            return "auto";
        }

        return device;
    }
}
