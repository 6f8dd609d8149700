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
        var (first, losses) = tiny.Train(tiny.Options);
        var (second, lossesAgain) = tiny.Train(tiny.Options);
        lossesAgain.ShouldBe(losses);
        TinyTraining.Same(first, second).ShouldBeTrue();
        TinyTraining.Same(first, tiny.Train(tiny.Options with { Seed = 4 }).Weights).ShouldBeFalse();
    }

    [Fact]
    public void Views_made_again_for_each_pass_change_no_bit()
    {
        var kept = tiny.Train(tiny.Options);
        foreach (var budget in new long[] { 0, 6 * 32 * 32 * 3 })
        {
            var again = tiny.Train(tiny.Options with { ViewMemoryBytes = budget });
            again.Losses.ShouldBe(kept.Losses);
            TinyTraining.Same(again.Weights, kept.Weights).ShouldBeTrue($"budget {budget}");
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
        // The kept views of both kinds are made in one stretch each.
        whole.Signs.ShouldBe(2 + (2 * 5));
        var stopped = new SignsOfLife(stop, enough: 2 + 3);
        Should.Throw<OperationCanceledException>(() => new PicieTrainer(network, options, stopped, stop.Token).Train(tiny.Photographs));
        stopped.Signs.ShouldBe(2 + 3);
    }

    [Fact]
    public void Making_the_views_of_many_photographs_gives_signs_of_life()
    {
        using var many = new TinyTraining(photographs: 130, side: 8, resolution: 8);
        var signs = 0;
        using var input = new DrawnEpochInput(many.Photographs, many.Options, epoch: 0, threads: 1, () => signs++, CancellationToken.None);
        signs.ShouldBe(2 * 3);
    }

    [Theory]
    [InlineData("train.batchSize", 5, 4)]
    [InlineData("train.kmeans.batchSize", 4, 5)]
    public void A_batch_of_one_photograph_with_one_pixel_of_the_deepest_map_is_refused(string setting, int batch, int kmeansBatch)
    {
        using var network = TinyTraining.Network();
        var options = tiny.Options with { BatchSize = batch, KMeans = tiny.Options.KMeans with { BatchSize = kmeansBatch } };
        var message = Should.Throw<UnfitSettingException>(() => new PicieTrainer(network, options).Train(tiny.Photographs)).Message;
        message.ShouldContain($"{setting} is 5, which leaves a batch of one of 6 photographs");
        message.ShouldContain("preprocess.resolution 32");
    }

    [Theory]
    [InlineData(32, 4, 5, KMeansBatchNorm.Eval)]
    [InlineData(40, 1, 1, KMeansBatchNorm.Train)]
    public void Where_no_batch_norm_sees_a_single_value_it_is_trained(int resolution, int batch, int kmeansBatch, KMeansBatchNorm mode)
    {
        var (weights, losses) = tiny.Train(tiny.Options with
        {
            Views = tiny.Options.Views with { Resolution = resolution },
            BatchSize = batch,
            KMeans = tiny.Options.KMeans with { BatchSize = kmeansBatch, BatchNorm = mode },
        });
        losses.ShouldAllBe(one => one.IsFinite);
        weights.ShouldAllBe(entry => entry.Value.ToFloats().All(float.IsFinite));
    }

    [Theory]
    [InlineData(KMeansBatchNorm.Eval, EpochPass.ClusterView1, LabelSource.Stored)]
    [InlineData(KMeansBatchNorm.Train, EpochPass.LabelView1, LabelSource.Stored)]
    public void Features_that_are_no_numbers_end_the_epoch_with_the_place_and_are_no_cluster_0(KMeansBatchNorm mode, EpochPass place, LabelSource labels)
    {
        using var network = TinyTraining.Network();
        var statistics = new NamedTensors();
        foreach (var (name, value) in BatchNormStatistics.Of(network))
        {
            statistics.Add(name, name == "backbone.layer4.1.bn2.running_var" ? HostTensor.Of(value.ToFloats().Select(_ => float.NaN).ToArray(), value.Shape) : value);
        }

        BatchNormStatistics.Restore(network, statistics);
        var options = tiny.Options with { Labels = labels, KMeans = tiny.Options.KMeans with { BatchNorm = mode } };
        var error = Should.Throw<TrainingDivergedException>(() => new PicieTrainer(network, options).Train(tiny.Photographs));
        (error.Epoch, error.Pass, error.Batch).ShouldBe((0, place, 0));
        error.Message.ShouldContain($"epoch 0, pass {place}, batch 0");
        error.Message.ShouldContain("train.learningRate");
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_training_with_the_place()
    {
        var error = Should.Throw<TrainingDivergedException>(() => tiny.Train(tiny.Options with { Optimizer = new OptimizerOptions { Kind = OptimizerKind.Sgd, LearningRate = 1e30 } }));
        error.Message.ShouldContain("train.learningRate");
        error.Message.ShouldContain($"epoch {error.Epoch}, batch {error.Batch}");
    }

    [Fact]
    public void Impossible_settings_are_refused_by_name()
    {
        using var network = TinyTraining.Network();
        Should.Throw<ArgumentException>(() => new PicieTrainer(network, tiny.Options with { Clusters = 1 })).Message.ShouldContain("train.k is 1");
        Should.Throw<ArgumentException>(() => new PicieTrainer(network, tiny.Options with { BatchSize = 0 })).Message.ShouldContain("train.batchSize is 0");
        Should.Throw<ArgumentException>(() => tiny.Train(tiny.Options with { Clusters = 5000 })).Message.ShouldContain("5000 clusters");
    }

    [Fact]
    public void A_batch_of_the_largest_number_is_all_photographs()
    {
        var all = tiny.Options with { BatchSize = 6, KMeans = tiny.Options.KMeans with { BatchSize = 6 } };
        var (weights, losses) = tiny.Train(all with { BatchSize = int.MaxValue, KMeans = all.KMeans with { BatchSize = int.MaxValue } });
        var expected = tiny.Train(all);
        losses.ShouldBe(expected.Losses);
        TinyTraining.Same(weights, expected.Weights).ShouldBeTrue();
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
