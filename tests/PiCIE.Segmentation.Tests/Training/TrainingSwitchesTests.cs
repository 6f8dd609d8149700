using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Views;

namespace PiCIE.Segmentation.Tests.Training;

/// <summary>Every switch of a training does something of its own.</summary>
public sealed class TrainingSwitchesTests : IDisposable
{
    private readonly TinyTraining _tiny = new();

    public void Dispose() => _tiny.Dispose();

    public static TheoryData<string> Switches =>
    [
        "within", "cross", "mse", "unbalanced", "inverse", "inverse-sqrt", "none", "cosine", "sgd", "decay", "normalised", "rows", "tail", "eval", "derived",
        "plain-view-1", "grey", "uniform-blur", "antialias", "snapped", "no-crop",
    ];

    /// <summary>Both trainings differ in the switch alone; what it needs to show at all, both have.</summary>
    [Theory]
    [MemberData(nameof(Switches))]
    public void Each_switch_alone_changes_the_training_and_nothing_breaks(string name)
    {
        TrainingOptions common = For(_tiny.Options, name);
        (Segmentation.Weights.NamedTensors Weights, List<PicieLosses> Losses) plain = _tiny.Train(common);
        (Segmentation.Weights.NamedTensors Weights, List<PicieLosses> Losses) switched = _tiny.Train(With(common, name));
        switched.Losses.ShouldAllBe(losses => losses.IsFinite);
        TinyTraining.Same(switched.Weights, plain.Weights).ShouldBeFalse();
    }

    [Fact]
    public void All_the_switches_of_a_clean_training_work_together()
    {
        TrainingOptions clean = _tiny.Options;
        foreach (string name in new[] { "none", "normalised", "rows", "tail", "eval", "derived", "grey", "uniform-blur", "antialias", "snapped" })
        {
            clean = With(clean, name);
        }

        _tiny.Train(clean).Losses.ShouldAllBe(losses => losses.IsFinite);
    }

    [Fact]
    public void A_part_that_is_switched_off_is_zero()
    {
        _tiny.Train(With(_tiny.Options, "within")).Losses.ShouldAllBe(losses => losses.Cross == 0 && losses.Within > 0 && losses.MeanSquare == 0);
        _tiny.Train(With(_tiny.Options, "cross")).Losses.ShouldAllBe(losses => losses.Within == 0 && losses.Cross > 0);
        _tiny.Train(With(_tiny.Options, "mse")).Losses.ShouldAllBe(losses =>
            losses.MeanSquare > 0 && Math.Abs(losses.Total - ((((losses.Within + losses.Cross) / 2) + losses.MeanSquare) / 2)) < 1e-9);
    }

    /// <summary>Options under which a switch can show.</summary>
    private static TrainingOptions For(TrainingOptions options, string name) => name switch
    {
        "sgd" => options with { Optimizer = options.Optimizer with { LearningRate = 0.01 } },
        "decay" => options with { Optimizer = options.Optimizer with { WeightDecay = 0.1 } },
        // Three batches of two: one starts the clustering, two are less than a group of three.
        "tail" => options with { KMeans = options.KMeans with { BatchSize = 2, GroupBatches = 3 } },
        // A window that is larger than the result, and lies between feature pixels.
        "antialias" or "snapped" => options with { Views = options.Views with { Geometric = new GeometricSettings { MinScale = 0.85 } } },
        _ => options,
    };

    private static TrainingOptions With(TrainingOptions options, string name) => name switch
    {
        "within" => options with { Loss = options.Loss with { Cross = false } },
        "cross" => options with { Loss = options.Loss with { Within = false } },
        "mse" => options with { Loss = options.Loss with { MeanSquare = true } },
        "unbalanced" => options with { Loss = options.Loss with { Balance = false } },
        "inverse" => options with { Loss = options.Loss with { Weighting = ClusterWeighting.Inverse } },
        "inverse-sqrt" => options with { Loss = options.Loss with { Weighting = ClusterWeighting.InverseSqrt } },
        "none" => options with { Loss = options.Loss with { Weighting = ClusterWeighting.None } },
        "cosine" => options with { Loss = options.Loss with { Logit = TrainLogit.Cosine } },
        "sgd" => options with { Optimizer = options.Optimizer with { Kind = OptimizerKind.Sgd } },
        "decay" => options with { Optimizer = options.Optimizer with { AdamHonoursWeightDecay = true } },
        "normalised" => options with { KMeans = options.KMeans with { CentroidNormalise = true } },
        "rows" => options with { KMeans = options.KMeans with { InitialRows = 100 } },
        "tail" => options with { KMeans = options.KMeans with { GroupTail = GroupTail.Use } },
        "eval" => options with { KMeans = options.KMeans with { BatchNorm = KMeansBatchNorm.Eval } },
        "derived" => options with { KMeans = options.KMeans with { Seed = KMeansSeed.Derived } },
        "plain-view-1" => Photometric(options, options.Views.Photometric with { View1InTraining = false }),
        "grey" => Photometric(options, options.Views.Photometric with { Grey = true }),
        "uniform-blur" => Photometric(options, options.Views.Photometric with { BlurSigma = BlurSigma.Uniform }),
        "antialias" => Geometric(options, options.Views.Geometric with { CropAntialias = true }),
        "snapped" => Geometric(options, options.Views.Geometric with { CropRounding = CropRounding.Snapped }),
        "no-crop" => Geometric(options, options.Views.Geometric with { Crop = false }),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such switch."),
    };

    private static TrainingOptions Photometric(TrainingOptions options, PhotometricSettings photometric) =>
        options with { Views = options.Views with { Photometric = photometric } };

    private static TrainingOptions Geometric(TrainingOptions options, GeometricSettings geometric) =>
        options with { Views = options.Views with { Geometric = geometric } };
}
