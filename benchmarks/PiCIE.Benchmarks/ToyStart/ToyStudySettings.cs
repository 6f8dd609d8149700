using System.Globalization;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Views;

namespace PiCIE.Benchmarks.ToyStart;

/// <summary>What a study varies; the defaults are the demo's.</summary>
internal sealed record ToyStudySettings
{
    public long[] Seeds { get; init; } = [1, 2, 3];

    public int Scenes { get; init; } = 240;

    public int ValScenes { get; init; } = 60;

    public int Base { get; init; } = 128;

    public int Resolution { get; init; } = 96;

    public double Width { get; init; } = 0.25;

    public int FeatureWidth { get; init; } = 64;

    public int Clusters { get; init; } = 7;

    public int Epochs { get; init; } = 6;

    public int Batch { get; init; } = 16;

    public double Rate { get; init; } = 1e-3;

    public double Jitter { get; init; } = 0.3;

    public double Hue { get; init; } = 0.1;

    public int InitialBatches { get; init; } = 5;

    public KMeansBatchNorm BatchNorm { get; init; } = KMeansBatchNorm.Train;

    public ClusterWeighting Weighting { get; init; } = ClusterWeighting.None;

    public bool Normalise { get; init; }

    public bool Grey { get; init; }

    public BlurSigma Blur { get; init; } = BlurSigma.Tied;

    public int Repeats { get; init; } = 3;

    public KMeansOptions KMeans => new()
    {
        BatchSize = 16,
        InitialBatches = InitialBatches,
        Iterations = 20,
        BatchNorm = BatchNorm,
        CentroidNormalise = Normalise,
    };

    public ViewSettings Views => new(Base, Resolution)
    {
        Photometric = new PhotometricSettings { Brightness = Jitter, Contrast = Jitter, Saturation = Jitter, Hue = Hue, Grey = Grey, BlurSigma = Blur },
    };

    /// <summary>Reads <c>name=value</c> pairs.</summary>
    public static ToyStudySettings Of(IEnumerable<string> pairs) => pairs.Aggregate(new ToyStudySettings(), (settings, pair) => settings.With(pair.Split('=')));

    private ToyStudySettings With(string[] pair) => pair[0] switch
    {
        "seeds" => this with { Seeds = [.. pair[1].Split(',').Select(long.Parse)] },
        "scenes" => this with { Scenes = Whole(pair[1]) },
        "val" => this with { ValScenes = Whole(pair[1]) },
        "base" => this with { Base = Whole(pair[1]) },
        "resolution" => this with { Resolution = Whole(pair[1]) },
        "width" => this with { Width = Number(pair[1]) },
        "features" => this with { FeatureWidth = Whole(pair[1]) },
        "k" => this with { Clusters = Whole(pair[1]) },
        "epochs" => this with { Epochs = Whole(pair[1]) },
        "batch" => this with { Batch = Whole(pair[1]) },
        "rate" => this with { Rate = Number(pair[1]) },
        "jitter" => this with { Jitter = Number(pair[1]) },
        "hue" => this with { Hue = Number(pair[1]) },
        "initial" => this with { InitialBatches = Whole(pair[1]) },
        "weighting" => this with { Weighting = Enum.Parse<ClusterWeighting>(pair[1], ignoreCase: true) },
        "normalise" => this with { Normalise = bool.Parse(pair[1]) },
        "grey" => this with { Grey = bool.Parse(pair[1]) },
        "blur" => this with { Blur = Enum.Parse<BlurSigma>(pair[1], ignoreCase: true) },
        "repeats" => this with { Repeats = Whole(pair[1]) },
        "bn" => this with { BatchNorm = Enum.Parse<KMeansBatchNorm>(pair[1], ignoreCase: true) },
        _ => throw new ArgumentException($"'{pair[0]}' is no setting of the study."),
    };

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
