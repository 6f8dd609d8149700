using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Views;
using PiCIE.Segmentation.Weights;

namespace PiCIE.Segmentation.Tests.Training;

public sealed class PicieTrainerTests : IDisposable
{
    private readonly TinyTraining tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void The_same_settings_give_the_same_bits()
    {
        var (first, losses) = Train(tiny.Options);
        var (second, lossesAgain) = Train(tiny.Options);
        lossesAgain.ShouldBe(losses);
        Same(first, second).ShouldBeTrue();
        Same(first, Train(tiny.Options with { Seed = 4 }).Weights).ShouldBeFalse();
    }

    [Fact]
    public void Views_made_again_for_each_pass_change_no_bit()
    {
        var kept = Train(tiny.Options);
        foreach (var budget in new long[] { 0, 6 * 32 * 32 * 3 })
        {
            var again = Train(tiny.Options with { ViewMemoryBytes = budget });
            again.Losses.ShouldBe(kept.Losses);
            Same(again.Weights, kept.Weights).ShouldBeTrue($"budget {budget}");
        }
    }

    [Fact]
    public void Labels_of_the_training_pass_itself_train_without_a_labelling_pass()
    {
        using var network = TinyTraining.Network();
        var recorder = new Recorder();
        new PicieTrainer(network, tiny.Options with { Epochs = 1, Labels = LabelSource.Online }, recorder).Train(tiny.Photographs);
        recorder.Moments.Distinct().ShouldBe(["before 0", "ClusterView1", "ClusterView2", "Train", "after 0"]);
        recorder.Losses[0].IsFinite.ShouldBeTrue();
        recorder.Losses[0].Total.ShouldBeInRange(0.1, Math.Log(tiny.Options.Clusters) + 0.3);
    }

    public static TheoryData<string> Switches => ["within", "cross", "mse", "unbalanced", "inverse", "inverse-sqrt", "none", "cosine", "sgd", "decay", "normalised", "rows", "tail", "eval", "derived", "plain-view-1", "antialias-snapped", "no-crop", "clean"];

    [Theory]
    [MemberData(nameof(Switches))]
    public void Each_switch_changes_the_training_and_nothing_breaks(string name)
    {
        var plain = Train(tiny.Options);
        var switched = Train(With(tiny.Options, name));
        switched.Losses.ShouldAllBe(losses => losses.IsFinite);
        Same(switched.Weights, plain.Weights).ShouldBeFalse();
    }

    [Fact]
    public void A_part_that_is_switched_off_is_zero()
    {
        Train(With(tiny.Options, "within")).Losses.ShouldAllBe(losses => losses.Cross == 0 && losses.Within > 0 && losses.MeanSquare == 0);
        Train(With(tiny.Options, "cross")).Losses.ShouldAllBe(losses => losses.Within == 0 && losses.Cross > 0);
        Train(With(tiny.Options, "mse")).Losses.ShouldAllBe(losses =>
            losses.MeanSquare > 0 && Math.Abs(losses.Total - ((((losses.Within + losses.Cross) / 2) + losses.MeanSquare) / 2)) < 1e-9);
    }

    [Fact]
    public void Cancelling_stops_at_the_next_batch()
    {
        using var network = TinyTraining.Network();
        using var stop = new CancellationTokenSource();
        var observer = new StopsAt(stop, batches: 3);
        Should.Throw<OperationCanceledException>(() => new PicieTrainer(network, tiny.Options, observer, stop.Token).Train(tiny.Photographs));
        observer.Batches.ShouldBe(3);
    }

    [Fact]
    public void A_long_clustering_gives_signs_of_life_and_can_be_stopped_between_iterations()
    {
        using var network = TinyTraining.Network();
        using var stop = new CancellationTokenSource();
        var options = tiny.Options with { Epochs = 1, KMeans = tiny.Options.KMeans with { Iterations = 5 } };
        var whole = new SignsOfLife(stop, enough: int.MaxValue);
        new PicieTrainer(network, options, whole, stop.Token).Train(tiny.Photographs);
        whole.Signs.ShouldBe(2 * 5);
        var stopped = new SignsOfLife(stop, enough: 3);
        Should.Throw<OperationCanceledException>(() => new PicieTrainer(network, options, stopped, stop.Token).Train(tiny.Photographs));
        stopped.Signs.ShouldBe(3);
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_training_with_the_place()
    {
        var error = Should.Throw<TrainingDivergedException>(() => Train(tiny.Options with { Optimizer = new OptimizerOptions { Kind = OptimizerKind.Sgd, LearningRate = 1e30 } }));
        error.Message.ShouldContain("train.learningRate");
        error.Message.ShouldContain($"epoch {error.Epoch}, batch {error.Batch}");
    }

    [Fact]
    public void Impossible_settings_are_refused_by_name()
    {
        using var network = TinyTraining.Network();
        Should.Throw<ArgumentException>(() => new PicieTrainer(network, tiny.Options with { Clusters = 1 })).Message.ShouldContain("train.k is 1");
        Should.Throw<ArgumentException>(() => new PicieTrainer(network, tiny.Options with { BatchSize = 0 })).Message.ShouldContain("train.batchSize is 0");
        Should.Throw<ArgumentException>(() => Train(tiny.Options with { Clusters = 5000 })).Message.ShouldContain("5000 clusters");
    }

    [Fact]
    public void The_observer_hears_of_every_pass_in_order()
    {
        using var network = TinyTraining.Network();
        var observer = new Recorder();
        new PicieTrainer(network, tiny.Options with { Epochs = 1 }, observer).Train(tiny.Photographs);
        observer.Moments.Distinct().ShouldBe(["before 0", "ClusterView1", "ClusterView2", "LabelView1", "LabelView2", "Train", "after 0"]);
        observer.Moments.Count.ShouldBe(2 + (5 * 2));
    }

    private static TrainingOptions With(TrainingOptions options, string name) => name switch
    {
        "within" => options with { Loss = new LossOptions { Cross = false } },
        "cross" => options with { Loss = new LossOptions { Within = false } },
        "mse" => options with { Loss = new LossOptions { MeanSquare = true } },
        "unbalanced" => options with { Loss = new LossOptions { Balance = false } },
        "inverse" => options with { Loss = new LossOptions { Weighting = ClusterWeighting.Inverse } },
        "inverse-sqrt" => options with { Loss = new LossOptions { Weighting = ClusterWeighting.InverseSqrt } },
        "none" => options with { Loss = new LossOptions { Weighting = ClusterWeighting.None } },
        "cosine" => options with { Loss = new LossOptions { Logit = TrainLogit.Cosine } },
        "sgd" => options with { Optimizer = new OptimizerOptions { Kind = OptimizerKind.Sgd, LearningRate = 0.01 } },
        "decay" => options with { Optimizer = options.Optimizer with { WeightDecay = 0.1, AdamHonoursWeightDecay = true } },
        "normalised" => options with { KMeans = options.KMeans with { CentroidNormalise = true } },
        "rows" => options with { KMeans = options.KMeans with { InitialRows = 100 } },
        "tail" => options with { KMeans = options.KMeans with { BatchSize = 2, GroupBatches = 3, GroupTail = GroupTail.Use } },
        "eval" => options with { KMeans = options.KMeans with { BatchNorm = KMeansBatchNorm.Eval } },
        "derived" => options with { KMeans = options.KMeans with { Seed = KMeansSeed.Derived } },
        "plain-view-1" => options with { Views = options.Views with { Photometric = new PhotometricSettings { View1InTraining = false } } },
        "antialias-snapped" => options with { Views = options.Views with { Geometric = new GeometricSettings { CropAntialias = true, CropRounding = CropRounding.Snapped } } },
        "no-crop" => options with { Views = options.Views with { Geometric = new GeometricSettings { Crop = false } } },
        _ => options with
        {
            Loss = new LossOptions { Weighting = ClusterWeighting.None },
            KMeans = options.KMeans with { BatchNorm = KMeansBatchNorm.Eval, CentroidNormalise = true, Seed = KMeansSeed.Derived, GroupTail = GroupTail.Use, InitialRows = 100 },
            Views = options.Views with
            {
                Photometric = new PhotometricSettings { Grey = true, BlurSigma = BlurSigma.Uniform },
                Geometric = new GeometricSettings { CropAntialias = true, CropRounding = CropRounding.Snapped },
            },
        },
    };

    private static bool Same(NamedTensors a, NamedTensors b) =>
        a.All(entry => entry.Value.Bytes.Span.SequenceEqual(b[entry.Key].Bytes.Span));

    private (NamedTensors Weights, List<PicieLosses> Losses) Train(TrainingOptions options)
    {
        using var network = TinyTraining.Network();
        var recorder = new Recorder();
        new PicieTrainer(network, options, recorder).Train(tiny.Photographs);
        return (network.ToNamedTensors(), recorder.Losses);
    }

    private sealed class Recorder : ITrainingObserver
    {
        public List<string> Moments { get; } = [];

        public List<PicieLosses> Losses { get; } = [];

        public void BeforeEpoch(int epoch) => Moments.Add($"before {epoch}");

        public void AfterBatch(BatchMoment batch) => Moments.Add(batch.Pass.ToString());

        public void AfterEpoch(FinishedEpoch epoch)
        {
            Moments.Add($"after {epoch.Report.Epoch}");
            Losses.Add(epoch.Report.Losses);
        }
    }

    private sealed class SignsOfLife(CancellationTokenSource stop, int enough) : ITrainingObserver
    {
        public int Signs { get; private set; }

        public void StillWorking()
        {
            if (++Signs == enough)
            {
                stop.Cancel();
            }
        }
    }

    private sealed class StopsAt(CancellationTokenSource stop, int batches) : ITrainingObserver
    {
        public int Batches { get; private set; }

        public void AfterBatch(BatchMoment batch)
        {
            if (++Batches == batches)
            {
                stop.Cancel();
            }
        }
    }
}
