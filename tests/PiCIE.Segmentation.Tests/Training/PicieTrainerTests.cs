using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Tests.Training;

public sealed class PicieTrainerTests : IDisposable
{
    private readonly TinyTraining _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void The_same_settings_give_the_same_bits()
    {
        (NamedTensors? first, List<PicieLosses>? losses) = _tiny.Train(_tiny.Options);
        (NamedTensors? second, List<PicieLosses>? lossesAgain) = _tiny.Train(_tiny.Options);
        lossesAgain.ShouldBe(losses);
        TinyTraining.Same(first, second).ShouldBeTrue();
        TinyTraining.Same(first, _tiny.Train(_tiny.Options with { Seed = 4 }).Weights).ShouldBeFalse();
    }

    [Fact]
    public void Views_made_again_for_each_pass_change_no_bit()
    {
        (NamedTensors Weights, List<PicieLosses> Losses) kept = _tiny.Train(_tiny.Options);
        foreach (long budget in new long[] { 0, 6 * 32 * 32 * 3 })
        {
            (NamedTensors Weights, List<PicieLosses> Losses) again = _tiny.Train(_tiny.Options with { ViewMemoryBytes = budget });
            again.Losses.ShouldBe(kept.Losses);
            TinyTraining.Same(again.Weights, kept.Weights).ShouldBeTrue($"budget {budget}");
        }
    }

    [Fact]
    public void Labels_of_the_training_pass_itself_train_without_a_labelling_pass()
    {
        using SegmentationNetwork network = TinyTraining.Network();
        Recorder recorder = new();
        new PicieTrainer(network, _tiny.Options with { Epochs = 1, Labels = LabelSource.Online }, recorder).Train(_tiny.Photographs);
        recorder.Moments.Distinct().ShouldBe(["before 0", "ClusterView1", "ClusterView2", "Train", "after 0"]);
        recorder.Losses[0].IsFinite.ShouldBeTrue();
        recorder.Losses[0].Total.ShouldBeInRange(0.1, Math.Log(_tiny.Options.Clusters) + 0.3);
    }

    [Fact]
    public void Cancelling_stops_at_the_next_batch()
    {
        using SegmentationNetwork network = TinyTraining.Network();
        using CancellationTokenSource stop = new();
        StopsAt observer = new(stop, batches: 3);
        Should.Throw<OperationCanceledException>(() => new PicieTrainer(network, _tiny.Options, observer, stop.Token).Train(_tiny.Photographs));
        observer.Batches.ShouldBe(3);
    }

    [Fact]
    public void A_long_clustering_gives_signs_of_life_and_can_be_stopped_between_iterations()
    {
        using SegmentationNetwork network = TinyTraining.Network();
        using CancellationTokenSource stop = new();
        TrainingOptions options = _tiny.Options with { Epochs = 1, KMeans = _tiny.Options.KMeans with { Iterations = 5 } };
        SignsOfLife whole = new(stop, enough: int.MaxValue);
        new PicieTrainer(network, options, whole, stop.Token).Train(_tiny.Photographs);
        // The kept views of both kinds are made in one stretch each.
        whole.Signs.ShouldBe(2 + (2 * 5));
        SignsOfLife stopped = new(stop, enough: 2 + 3);
        Should.Throw<OperationCanceledException>(() => new PicieTrainer(network, options, stopped, stop.Token).Train(_tiny.Photographs));
        stopped.Signs.ShouldBe(2 + 3);
    }

    [Fact]
    public void Making_the_views_of_many_photographs_gives_signs_of_life()
    {
        using TinyTraining many = new(photographs: 130, side: 8, resolution: 8);
        int signs = 0;
        using DrawnEpochInput input = new(many.Photographs, many.Options, epoch: 0, threads: 1, () => signs++, CancellationToken.None);
        signs.ShouldBe(2 * 3);
    }

    [Theory]
    [InlineData("train.batchSize", 5, 4)]
    [InlineData("train.kmeans.batchSize", 4, 5)]
    public void A_batch_of_one_photograph_with_one_pixel_of_the_deepest_map_is_refused(string setting, int batch, int kmeansBatch)
    {
        using SegmentationNetwork network = TinyTraining.Network();
        TrainingOptions options = _tiny.Options with { BatchSize = batch, KMeans = _tiny.Options.KMeans with { BatchSize = kmeansBatch } };
        string message = Should.Throw<UnfitSettingException>(() => new PicieTrainer(network, options).Train(_tiny.Photographs)).Message;
        message.ShouldContain($"{setting} is 5, which leaves a batch of one of 6 photographs");
        message.ShouldContain("preprocess.resolution 32");
    }

    [Theory]
    [InlineData(32, 4, 5, KMeansBatchNorm.Eval)]
    [InlineData(40, 1, 1, KMeansBatchNorm.Train)]
    public void Where_no_batch_norm_sees_a_single_value_it_is_trained(int resolution, int batch, int kmeansBatch, KMeansBatchNorm mode)
    {
        (NamedTensors? weights, List<PicieLosses>? losses) = _tiny.Train(_tiny.Options with
        {
            Views = _tiny.Options.Views with { Resolution = resolution },
            BatchSize = batch,
            KMeans = _tiny.Options.KMeans with { BatchSize = kmeansBatch, BatchNorm = mode },
        });
        losses.ShouldAllBe(one => one.IsFinite);
        weights.ShouldAllBe(entry => entry.Value.ToFloats().All(float.IsFinite));
    }

    [Theory]
    [InlineData(KMeansBatchNorm.Eval, EpochPass.ClusterView1, LabelSource.Stored)]
    [InlineData(KMeansBatchNorm.Train, EpochPass.LabelView1, LabelSource.Stored)]
    public void Features_that_are_no_numbers_end_the_epoch_with_the_place_and_are_no_cluster_0(KMeansBatchNorm mode, EpochPass place, LabelSource labels)
    {
        using SegmentationNetwork network = TinyTraining.Network();
        NamedTensors statistics = new();
        foreach ((string? name, HostTensor? value) in BatchNormStatistics.Copy(network))
        {
            statistics.Add(name, name == "backbone.layer4.1.bn2.running_var" ? HostTensor.Of(value.ToFloats().Select(_ => float.NaN).ToArray(), value.Shape) : value);
        }

        BatchNormStatistics.Restore(network, statistics);
        TrainingOptions options = _tiny.Options with { Labels = labels, KMeans = _tiny.Options.KMeans with { BatchNorm = mode } };
        TrainingDivergedException error = Should.Throw<TrainingDivergedException>(() => new PicieTrainer(network, options).Train(_tiny.Photographs));
        (error.Epoch, error.Pass, error.Batch).ShouldBe((0, place, 0));
        error.Message.ShouldContain($"epoch 0, pass {place}, batch 0");
        error.Message.ShouldContain("train.learningRate");
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_training_with_the_place()
    {
        TrainingDivergedException error = Should.Throw<TrainingDivergedException>(() => _tiny.Train(_tiny.Options with { Optimizer = new OptimizerOptions { Kind = OptimizerKind.Sgd, LearningRate = 1e30 } }));
        error.Message.ShouldContain("train.learningRate");
        error.Message.ShouldContain($"epoch {error.Epoch}, batch {error.Batch}");
    }

    [Fact]
    public void Impossible_settings_are_refused_by_name()
    {
        using SegmentationNetwork network = TinyTraining.Network();
        Should.Throw<ArgumentException>(() => new PicieTrainer(network, _tiny.Options with { Clusters = 1 })).Message.ShouldContain("train.k is 1");
        Should.Throw<ArgumentException>(() => new PicieTrainer(network, _tiny.Options with { BatchSize = 0 })).Message.ShouldContain("train.batchSize is 0");
        Should.Throw<ArgumentException>(() => _tiny.Train(_tiny.Options with { Clusters = 5000 })).Message.ShouldContain("5000 clusters");
    }

    [Fact]
    public void A_batch_of_the_largest_number_is_all_photographs()
    {
        TrainingOptions all = _tiny.Options with { BatchSize = 6, KMeans = _tiny.Options.KMeans with { BatchSize = 6 } };
        (NamedTensors? weights, List<PicieLosses>? losses) = _tiny.Train(all with { BatchSize = int.MaxValue, KMeans = all.KMeans with { BatchSize = int.MaxValue } });
        (NamedTensors Weights, List<PicieLosses> Losses) expected = _tiny.Train(all);
        losses.ShouldBe(expected.Losses);
        TinyTraining.Same(weights, expected.Weights).ShouldBeTrue();
    }

    [Fact]
    public void The_observer_hears_of_every_pass_in_order()
    {
        using SegmentationNetwork network = TinyTraining.Network();
        Recorder observer = new();
        new PicieTrainer(network, _tiny.Options with { Epochs = 1 }, observer).Train(_tiny.Photographs);
        observer.Moments.Distinct().ShouldBe(["before 0", "ClusterView1", "ClusterView2", "LabelView1", "LabelView2", "Train", "after 0"]);
        observer.Moments.Count.ShouldBe(2 + (5 * 2));
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
